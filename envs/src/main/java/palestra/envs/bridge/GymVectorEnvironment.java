package palestra.envs.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import palestra.envs.bridge.wire.RowLayout;
import palestra.envs.seeding.EpisodeSeed;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.ActionRows;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * Copies of a Gymnasium environment, stepped by Python processes. Seeds, episodes and autoresets
 * are those of Gymnasium's {@code SyncVectorEnv}: copy {@code i} is reset with {@code seed + i},
 * and later episodes draw on from its own generator, unless {@link #makeReplayable()} gives each a
 * seed of its own.
 *
 * <p>Observations that are plain numbers lie in the memory shared with Python and are not copied.
 * Composite ones are flattened ({@link RowLayout#flatSpace()}); {@link #observation} has them whole
 * and {@link #observationLayout} says where their arrays lie in {@link #observationRows}.
 *
 * <p>With {@code bridge.mode=async}, {@link #step} steps the copies that wait for an action and
 * comes back as soon as some are done, {@link #moved} telling which.
 */
public final class GymVectorEnvironment implements VectorEnvironment {
  private final Bridge bridge;
  private final GymCopies copies;
  private final SharedRows rows;
  private final AutoresetMode mode;
  private final int count;
  private final Space<?> observationSpace;
  private final Batch observations;
  private final Batch finalObservations;
  private final double[] numbers;
  private final double[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;
  private final boolean[] moved;
  private final Batch masks;
  private boolean masked;
  private boolean started;

  /**
   * Makes the copies; not yet started.
   *
   * @param maxEpisodeSteps the step limit in place of the registered one; 0 for none
   * @throws IllegalArgumentException if there is no such environment, or it cannot be made so
   * @throws BridgeException if a worker cannot be started
   */
  GymVectorEnvironment(
      BridgeSettings settings,
      String interpreter,
      int count,
      AutoresetMode mode,
      OptionalInt maxEpisodeSteps) {
    this.mode = mode;
    this.count = count;
    bridge = new Bridge(settings, interpreter, count, maxEpisodeSteps, false);
    copies = new GymCopies(bridge, mode);
    rows = bridge.rows();
    RowLayout layout = bridge.observationLayout();
    observationSpace = layout.plain() ? layout.space() : layout.flatSpace();
    boolean shared = layout.plain() && !settings.asynchronous();
    DType dtype = Numbers.dtype(observationSpace);
    int size = Numbers.size(observationSpace);
    observations =
        shared ? new Batch(dtype, count, size, rows.observations) : new Batch(dtype, count, size);
    finalObservations =
        shared ? new Batch(dtype, count, size, rows.finals) : new Batch(dtype, count, size);
    numbers = new double[layout.plain() ? 0 : size];
    rewards = new double[count];
    terminated = new boolean[count];
    truncated = new boolean[count];
    moved = new boolean[count];
    int maskSize = rows.masks.capacity() / count;
    masks = maskSize == 0 ? null : new Batch(DType.UINT8, count, maskSize, rows.masks);
  }

  @Override
  public void reset(long seed) {
    reset(seed, Bridge.request());
  }

  /**
   * Starts an episode in every copy with Gymnasium's {@code options}.
   *
   * @param options JSON that every copy's {@code reset(options=...)} is given; empty for none
   */
  public void reset(long seed, ObjectNode options) {
    copies.reset(seed, options);
    for (int i = 0; i < count; i++) {
      moved[i] = true;
      settle(i);
    }
    started = true;
  }

  @Override
  public void reset(boolean[] which) {
    requireStarted();
    copies.reset(which, Bridge.request());
    for (int i = 0; i < count; i++) {
      if (which[i]) {
        settle(i);
      }
    }
  }

  @Override
  public void step(Batch actions) {
    requireSteppable();
    int size = bridge.actionLayout().bytes();
    if (actions.bytes().capacity() != count * size) {
      throw new IllegalArgumentException(
          "actions are %d rows of %d bytes, but got %d rows of %d %s"
              .formatted(count, size, actions.rows(), actions.rowSize(), actions.dtype()));
    }
    ActionRows.require(bridge.settings().id(), singleActionSpace(), actions);
    for (int i = 0; i < count; i++) {
      if (!copies.busy(i)) {
        rows.actions.put(i * size, actions.bytes(), i * size, size);
      }
    }
    move();
  }

  /**
   * Takes one step in every copy, with actions of any space.
   *
   * @param actions an element of the action space for each copy
   */
  public void step(List<?> actions) {
    requireSteppable();
    for (int i = 0; i < count; i++) {
      if (!singleActionSpace().contains(actions.get(i))) {
        throw new IllegalArgumentException(
            "%s: an action is in %s, but copy %d got %s"
                .formatted(bridge.settings().id(), singleActionSpace(), i, actions.get(i)));
      }
    }
    for (int i = 0; i < count; i++) {
      if (!copies.busy(i)) {
        bridge.actionLayout().write(actions.get(i), rows.actions, i);
      }
    }
    move();
  }

  private void requireSteppable() {
    requireStarted();
    for (int i = 0; mode == AutoresetMode.DISABLED && i < count; i++) {
      if (terminated[i] || truncated[i]) {
        throw new IllegalStateException(
            "the episode of copy " + i + " is over and autoreset is disabled; reset it first");
      }
    }
  }

  private void requireStarted() {
    if (!started) {
      throw new IllegalStateException("call reset(seed) before anything else");
    }
  }

  private void move() {
    copies.move(moved);
    for (int i = 0; i < count; i++) {
      if (moved[i]) {
        settle(i);
      } else {
        rewards[i] = 0;
        terminated[i] = false;
        truncated[i] = false;
      }
    }
  }

  /** Takes over what stands in shared memory. */
  private void settle(int copy) {
    rewards[copy] = rows.reward(copy);
    terminated[copy] = rows.terminated.get(copy) != 0;
    truncated[copy] = rows.truncated.get(copy) != 0;
    masked |= rows.masked.get(copy) != 0;
    show(copy, rows.observations, observations);
    if (mode == AutoresetMode.SAME_STEP && rows.ended(copy)) {
      show(copy, rows.finals, finalObservations);
    }
  }

  private void show(int copy, ByteBuffer from, Batch to) {
    RowLayout layout = bridge.observationLayout();
    if (!layout.plain()) {
      layout.flatten(from, copy, to, numbers);
    } else if (bridge.settings().asynchronous()) {
      to.bytes().put(copy * layout.bytes(), from, copy * layout.bytes(), layout.bytes());
    }
  }

  @Override
  public boolean moved(int copy) {
    return moved[copy];
  }

  @Override
  public boolean asynchronous() {
    return copies.asynchronous();
  }

  @Override
  public void makeReplayable() {
    copies.makeReplayable();
  }

  /** How a row of {@link #observationRows} is laid out. */
  public RowLayout observationLayout() {
    return bridge.observationLayout();
  }

  /** What Python wrote last of what is seen, a row for each copy. */
  public ByteBuffer observationRows() {
    return rows.observations.asReadOnlyBuffer().order(rows.observations.order());
  }

  /** What one copy sees now, an element of Gymnasium's own observation space. */
  public Object observation(int copy) {
    return bridge.observationLayout().read(rows.observations, copy);
  }

  /** What one copy saw last in the episode that the last step ended. */
  public Object finalObservation(int copy) {
    return bridge
        .observationLayout()
        .read(mode == AutoresetMode.SAME_STEP ? rows.finals : rows.observations, copy);
  }

  /**
   * The numbers in a copy's info, by name: {@code episode.r} for a number in an info of an info,
   * {@code pos[0]} for one of a short array. At most 64 names are kept.
   */
  public Map<String, Double> info(int copy) {
    return bridge.numbers(copy, false);
  }

  /** The numbers in the info of the step that ended a copy's last episode. */
  public Map<String, Double> finalInfo(int copy) {
    return bridge.numbers(copy, mode == AutoresetMode.SAME_STEP);
  }

  /** The whole of a copy's info as JSON; a call to Python. */
  public String wholeInfo(int copy) {
    return bridge.ask(copy, "info", Bridge.request()).toString();
  }

  /** The processes that step the copies. */
  public List<ProcessHandle> processes() {
    return bridge.processes();
  }

  /** How many times a copy had to be made anew after a fault. */
  public long restarts() {
    return copies.restarts();
  }

  @Override
  public Map<String, Object> report() {
    return Map.of("bridge", bridge.report(restarts()));
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Space<?> singleObservationSpace() {
    return observationSpace;
  }

  @Override
  public Space<?> singleActionSpace() {
    return bridge.actionLayout().space();
  }

  @Override
  public AutoresetMode autoresetMode() {
    return mode;
  }

  @Override
  public Batch newActions() {
    Space<?> space = singleActionSpace();
    return new Batch(Numbers.dtype(space), count, Numbers.size(space));
  }

  @Override
  public Batch observations() {
    return observations;
  }

  @Override
  public Batch finalObservations() {
    return finalObservations;
  }

  @Override
  public double[] rewards() {
    return rewards;
  }

  @Override
  public boolean[] terminated() {
    return terminated;
  }

  @Override
  public boolean[] truncated() {
    return truncated;
  }

  @Override
  public Optional<Batch> actionMasks() {
    return masked ? Optional.of(masks) : Optional.empty();
  }

  @Override
  public Generator random(int copy) {
    requireStarted();
    return copies.episode(copy).random();
  }

  @Override
  public Generator episodeStart(int copy) {
    requireStarted();
    EpisodeSeed start = copies.episode(copy).start();
    if (start == null) {
      throw new IllegalStateException(
          "an episode of "
              + bridge.settings().id()
              + " that goes on from Python's generator cannot be played again: call"
              + " makeReplayable() before the reset");
    }
    return start;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    requireStarted();
    copies.save(out);
    for (int i = 0; i < count; i++) {
      out.writeDouble(rewards[i]);
      out.writeBoolean(terminated[i]);
      out.writeBoolean(truncated[i]);
    }
    observations.save(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    copies.load(in);
    for (int i = 0; i < count; i++) {
      rewards[i] = in.readDouble();
      terminated[i] = in.readBoolean();
      truncated[i] = in.readBoolean();
      masked |= rows.masked.get(i) != 0;
    }
    observations.load(in);
    for (int i = 0; mode == AutoresetMode.SAME_STEP && i < count; i++) {
      if (terminated[i] || truncated[i]) {
        show(i, rows.finals, finalObservations);
      }
    }
    started = true;
  }

  @Override
  public void close() {
    copies.close();
  }
}
