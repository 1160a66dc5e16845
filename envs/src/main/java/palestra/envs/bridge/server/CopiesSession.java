package palestra.envs.bridge.server;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.bridge.wire.RowLayout;
import palestra.envs.vector.AutoresetMode;

/**
 * Single environments, one or several, that step in turn as in Gymnasium's {@code SyncVectorEnv}:
 * for spaces that are no plain numbers, and for those who want every info, reset options, and
 * pictures.
 */
final class CopiesSession extends Session {
  private final List<? extends Environment<?, ?>> copies;
  private final Optional<AutoresetMode> mode;
  private final RowLayout observationRows;
  private final RowLayout actionRows;
  private final Painter painter;
  private final ByteBuffer observations;
  private final ByteBuffer finalObservations;
  private final ByteBuffer actions;
  private final ByteBuffer rewards;
  private final ByteBuffer terminated;
  private final ByteBuffer truncated;
  private final ByteBuffer picture;
  private final InfoWriter infos;
  private final InfoWriter finalInfos;
  private final Object[] taken;
  private final boolean[] ended;

  /**
   * A session of copies, not yet started.
   *
   * @param mode empty for a single environment
   */
  CopiesSession(
      SessionMemory memory,
      List<? extends Environment<?, ?>> copies,
      Optional<AutoresetMode> mode,
      RowLayout observationRows,
      RowLayout actionRows,
      Painter painter) {
    super(memory);
    this.copies = copies;
    this.mode = mode;
    this.observationRows = observationRows;
    this.actionRows = actionRows;
    this.painter = painter;
    observations = memory.part("observations");
    finalObservations = memory.part("finalObservations");
    actions = memory.part("actions");
    rewards = memory.part("rewards");
    terminated = memory.part("terminated");
    truncated = memory.part("truncated");
    picture = memory.part("picture");
    infos = new InfoWriter(memory.part("infos"));
    finalInfos = new InfoWriter(memory.part("finalInfos"));
    taken = new Object[copies.size()];
    ended = new boolean[copies.size()];
  }

  @Override
  void reset() {
    Map<String, Object> options = takeOptions();
    for (int i = 0; i < ended.length; i++) {
      if (resets(i)) {
        Start start = seeded(i) ? Start.seed(seed(i)) : Start.next();
        show(i, copies.get(i).reset(start.with(options)));
        settle(i, 0, false, false);
      }
    }
  }

  @Override
  void step() {
    for (int i = 0; i < taken.length; i++) {
      taken[i] = actionRows.read(actions, i);
      if (mode.isPresent()) {
        check(i);
      }
    }
    for (int i = 0; i < taken.length; i++) {
      if (restarts(i)) {
        show(i, copies.get(i).reset());
        settle(i, 0, false, false);
      } else {
        step(i, copies.get(i), taken[i]);
      }
    }
  }

  /** Whether the coming step starts a copy anew, whatever its action. */
  private boolean restarts(int copy) {
    return ended[copy] && mode.isPresent() && mode.get() == AutoresetMode.NEXT_STEP;
  }

  /** Refuses a step of several copies before any of them has moved. */
  private void check(int copy) {
    if (ended[copy] && mode.orElseThrow() == AutoresetMode.DISABLED) {
      throw new IllegalStateException(
          "the episode of copy " + copy + " is over and autoreset is disabled; reset it first");
    }
    if (!restarts(copy) && !actionRows.space().contains(taken[copy])) {
      throw new IllegalArgumentException(
          "an action is in %s, but copy %d got another".formatted(actionRows.space(), copy));
    }
  }

  @SuppressWarnings("unchecked") // read by the layout of the environment's own action space
  private <A> void step(int copy, Environment<?, A> environment, Object action) {
    Step<?> step = environment.step((A) action);
    settle(copy, step.reward(), step.terminated(), step.truncated());
    if (step.done() && mode.isPresent() && mode.get() == AutoresetMode.SAME_STEP) {
      observationRows.write(step.observation(), finalObservations, copy);
      finalInfos.write(copy, step.info());
      show(copy, environment.reset());
      return;
    }
    observationRows.write(step.observation(), observations, copy);
    infos.write(copy, step.info());
  }

  private void show(int copy, Reset<?> reset) {
    observationRows.write(reset.observation(), observations, copy);
    infos.write(copy, reset.info());
  }

  private void settle(int copy, double reward, boolean over, boolean cut) {
    rewards.putDouble(copy * Double.BYTES, reward);
    terminated.put(copy, over ? (byte) 1 : 0);
    truncated.put(copy, cut ? (byte) 1 : 0);
    ended[copy] = over || cut;
  }

  @Override
  void render(int copy) {
    painter.paint(copies.get(copy), picture);
  }

  @Override
  public void close() {
    copies.forEach(Environment::close);
    super.close();
  }
}
