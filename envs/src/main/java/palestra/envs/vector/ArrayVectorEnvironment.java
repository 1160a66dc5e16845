package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;

/**
 * Copies of an environment whose states lie in arrays, all moved by one loop: what the fast
 * environments extend. This class does the episodes: generators, step limit, autoreset, buffers,
 * saving; a subclass does the task.
 *
 * @param <R> the generator the copies draw from
 */
public abstract class ArrayVectorEnvironment<R extends Generator> implements VectorEnvironment {
  private final Space<?> observationSpace;
  private final Space<?> actionSpace;
  private final int count;
  private final AutoresetMode mode;
  private final int maxEpisodeSteps;
  private final Batch fittingActions;
  private final CopyStates states;
  private final LongFunction<R> seeding;
  private final List<R> randoms = new ArrayList<>();
  private final List<R> starts = new ArrayList<>();
  private final int[] elapsed;
  private final boolean[] restarting;

  /**
   * Copies, not yet started.
   *
   * @param observationSpace of one copy; its elements are plain numbers
   * @param actionSpace of one copy; its elements are plain numbers
   * @param maxEpisodeSteps steps after which an episode is truncated
   * @param seeding makes a copy's generator from its seed, such as {@code Pcg64::seeded}
   */
  protected ArrayVectorEnvironment(
      Space<?> observationSpace,
      Space<?> actionSpace,
      int count,
      AutoresetMode mode,
      OptionalInt maxEpisodeSteps,
      LongFunction<R> seeding) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a vector environment has 1 copy or more, but got " + count);
    }
    this.observationSpace = observationSpace;
    this.actionSpace = actionSpace;
    this.count = count;
    this.mode = mode;
    this.maxEpisodeSteps = maxEpisodeSteps.orElse(Integer.MAX_VALUE);
    fittingActions = newActions();
    states = new CopyStates(newObservations(), newObservations());
    elapsed = new int[count];
    restarting = new boolean[count];
    this.seeding = seeding;
    for (int i = 0; i < count; i++) {
      randoms.add(seeding.apply(i));
      starts.add(seeding.apply(i));
    }
  }

  /**
   * Takes in the actions of the coming step.
   *
   * @throws IllegalArgumentException if one is not in the action space; names the copy
   */
  protected abstract void takeActions(Batch actions);

  /**
   * Moves every copy by one step. A copy whose episode was over before is moved too, but started
   * anew at once: nothing may be drawn for it.
   *
   * @param rewards to be written
   * @param terminated to be written
   */
  protected abstract void advance(double[] rewards, boolean[] terminated);

  /** Puts a copy into a first state, drawn from its generator. */
  protected abstract void startEpisode(int copy, R random);

  /** Writes every copy's observation. */
  protected abstract void observe(Batch observations);

  /** Writes one copy's observation into its row. */
  protected abstract void observe(int copy, Batch observations);

  /** Writes the state of every copy. */
  protected abstract void saveCopies(DataOutput out) throws IOException;

  /** Reads the state of every copy. */
  protected abstract void loadCopies(DataInput in) throws IOException;

  private Batch newObservations() {
    return new Batch(Numbers.dtype(observationSpace), count, Numbers.size(observationSpace));
  }

  @Override
  public final Batch newActions() {
    return new Batch(Numbers.dtype(actionSpace), count, Numbers.size(actionSpace));
  }

  @Override
  public final void reset(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("a seed is 0 or more, but is " + seed);
    }
    for (int i = 0; i < count; i++) {
      randoms.get(i).set(seeding.apply(seed + i));
    }
    startCopies();
    states.clear();
  }

  /** Starts an episode in every copy; all generators are seeded. */
  void startCopies() {
    for (int i = 0; i < count; i++) {
      begin(i);
    }
    observe(states.observations);
  }

  @Override
  public final void reset(boolean[] copies) {
    states.requireStarted();
    restartCopies(copies);
  }

  /** Starts the next episode in some copies. */
  void restartCopies(boolean[] copies) {
    for (int i = 0; i < count; i++) {
      if (copies[i]) {
        restart(i);
      }
    }
  }

  @Override
  public final void step(Batch actions) {
    states.requireSteppable(mode, actions, fittingActions);
    takeActions(actions);
    if (mode == AutoresetMode.NEXT_STEP) {
      System.arraycopy(states.ended, 0, restarting, 0, count);
    }
    moveCopies();
  }

  /** Moves every copy, actions taken in, and starts those anew whose episode is over. */
  void moveCopies() {
    advance(states.rewards, states.terminated);
    int endings = countSteps();
    observe(states.observations);
    if (mode == AutoresetMode.SAME_STEP && endings > 0) {
      for (int i = 0; i < count; i++) {
        if (states.ended[i]) {
          startAfterEnd(i);
        }
      }
    } else if (mode == AutoresetMode.NEXT_STEP) {
      for (int i = 0; i < count; i++) {
        if (restarting[i]) {
          restart(i);
        }
      }
    }
  }

  /** What {@link #moveCopies} does for one copy that has moved by itself. */
  final void settle(int copy, double reward, boolean terminated, boolean truncated) {
    states.rewards[copy] = reward;
    states.terminated[copy] = terminated;
    boolean cut = ++elapsed[copy] >= maxEpisodeSteps || truncated;
    boolean over = terminated || cut;
    states.truncated[copy] = cut;
    states.ended[copy] = over;
    observe(copy, states.observations);
    if (over && mode == AutoresetMode.SAME_STEP) {
      startAfterEnd(copy);
    }
  }

  private void startAfterEnd(int copy) {
    states.observations.copyRow(copy, states.finalObservations);
    begin(copy);
    observe(copy, states.observations);
  }

  /** Counts the step, sets who was cut short and whose episode is over; gives how many are. */
  private int countSteps() {
    boolean[] terminated = states.terminated;
    boolean[] truncated = states.truncated;
    boolean[] ended = states.ended;
    int endings = 0;
    for (int i = 0; i < count; i++) {
      boolean cut = ++elapsed[i] >= maxEpisodeSteps;
      boolean over = terminated[i] || cut;
      truncated[i] = cut;
      ended[i] = over;
      endings += over ? 1 : 0;
    }
    return endings;
  }

  @Override
  public final R random(int copy) {
    return randoms.get(copy);
  }

  /**
   * Whether {@link #advance} may leave a copy as it is, since its episode was over before and is
   * started anew right after.
   */
  protected final boolean skipsAction(int copy) {
    return mode == AutoresetMode.NEXT_STEP && restarting[copy];
  }

  final void begin(int copy) {
    starts.get(copy).set(randoms.get(copy));
    elapsed[copy] = 0;
    startEpisode(copy, randoms.get(copy));
  }

  final void restart(int copy) {
    begin(copy);
    states.clear(copy);
    observe(copy, states.observations);
  }

  @Override
  public final int count() {
    return count;
  }

  @Override
  public final Space<?> singleObservationSpace() {
    return observationSpace;
  }

  @Override
  public final Space<?> singleActionSpace() {
    return actionSpace;
  }

  @Override
  public final AutoresetMode autoresetMode() {
    return mode;
  }

  @Override
  public final Batch observations() {
    return states.observations;
  }

  @Override
  public final Batch finalObservations() {
    return states.finalObservations;
  }

  @Override
  public final double[] rewards() {
    return states.rewards;
  }

  @Override
  public final boolean[] terminated() {
    return states.terminated;
  }

  @Override
  public final boolean[] truncated() {
    return states.truncated;
  }

  @Override
  public final Generator episodeStart(int copy) {
    return starts.get(copy).copy();
  }

  @Override
  public final void saveState(DataOutput out) throws IOException {
    states.save(out);
    for (int i = 0; i < count; i++) {
      randoms.get(i).save(out);
      starts.get(i).save(out);
      out.writeInt(elapsed[i]);
    }
    saveCopies(out);
  }

  @Override
  public final void loadState(DataInput in) throws IOException {
    states.load(in);
    for (int i = 0; i < count; i++) {
      randoms.get(i).set(Generator.load(randoms.get(i), in));
      starts.get(i).set(Generator.load(starts.get(i), in));
      elapsed[i] = in.readInt();
    }
    loadCopies(in);
  }
}
