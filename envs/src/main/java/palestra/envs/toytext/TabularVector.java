package palestra.envs.toytext;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalInt;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.ActionRows;
import palestra.envs.vector.ArrayVectorEnvironment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;

/** Many copies of a task with numbered states that is all in its table. */
final class TabularVector extends ArrayVectorEnvironment<Pcg64> {
  private final String name;
  private final TabularTask task;
  private final Discrete actionSpace;
  private final Pcg64[] randoms;
  private final long[] states;
  private final long[] actions;

  /**
   * Copies, not yet started.
   *
   * @param name the environment's name, for messages
   * @param maxEpisodeSteps steps after which an episode is truncated
   */
  TabularVector(
      String name, TabularTask task, int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps) {
    super(
        new Discrete(task.table.states),
        new Discrete(task.table.actions),
        copies,
        mode,
        maxEpisodeSteps,
        Pcg64::seeded);
    this.name = name;
    this.task = task;
    actionSpace = (Discrete) singleActionSpace();
    randoms = new Pcg64[copies];
    for (int i = 0; i < copies; i++) {
      randoms[i] = random(i);
    }
    states = new long[copies];
    actions = new long[copies];
  }

  @Override
  protected void takeActions(Batch batch) {
    ActionRows.require(name, actionSpace, batch);
    batch.longs().get(0, actions);
  }

  @Override
  protected void advance(double[] rewards, boolean[] terminated) {
    TransitionTable table = task.table;
    for (int i = 0; i < states.length; i++) {
      if (skipsAction(i)) {
        continue;
      }
      int outcome = table.draw((int) states[i], (int) actions[i], randoms[i].random());
      states[i] = table.next[outcome];
      rewards[i] = table.reward[outcome];
      terminated[i] = table.terminated[outcome];
    }
  }

  @Override
  protected void startEpisode(int copy, Pcg64 random) {
    states[copy] = task.start(random.random());
  }

  @Override
  protected void observe(Batch observations) {
    observations.longs().put(0, states);
  }

  @Override
  protected void observe(int copy, Batch observations) {
    observations.longs().put(copy, states[copy]);
  }

  @Override
  protected void saveCopies(DataOutput out) throws IOException {
    for (long state : states) {
      out.writeLong(state);
    }
  }

  @Override
  protected void loadCopies(DataInput in) throws IOException {
    for (int i = 0; i < states.length; i++) {
      states[i] = in.readLong();
    }
  }
}
