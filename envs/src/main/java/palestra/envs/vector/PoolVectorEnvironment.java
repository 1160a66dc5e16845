package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Space;

/**
 * Copies that are dear to step, such as physics worlds, stepped by all cores: this object's own
 * threads and the caller's share the copies out among them, resets of ended copies included. What
 * comes out is the same whatever the number of threads: every copy has its own generator and its
 * own rows.
 *
 * <p>Sharing a step out costs little by itself: 64 copies that do nothing take 0.3 to 1 microsecond
 * a step with two threads as with one (2 cores). But a thread that has parked takes tens of
 * microseconds to wake, while the caller steps on alone. So it pays where a step of all copies
 * takes 50 microseconds or more; for cheap tasks extend {@link ArrayVectorEnvironment}, or ask for
 * one thread, which starts none. The threads are daemons, start with the first reset and end with
 * {@link #close}; between steps they spin for some 20 microseconds and then park.
 *
 * <p>A copy that throws fails the call, which names the copy; the episodes of all copies are then
 * undefined until the next {@link #reset(long)}.
 *
 * @param <R> the generator the copies draw from
 */
public final class PoolVectorEnvironment<R extends Generator> extends ArrayVectorEnvironment<R> {
  /**
   * The system property with the number of threads that step a pool, the caller's included; all
   * cores where it is not set.
   */
  public static final String THREADS_PROPERTY = "palestra.pool.threads";

  private final String name;
  private final List<Copy<R>> copies = new ArrayList<>();
  private final Optional<Batch> masks;
  private final Crew crew;
  private final int threads;
  private final IntConsumer startCopy = this::startCopy;
  private final IntConsumer restartCopy = this::restartCopy;
  private final IntConsumer moveCopy = this::moveCopy;
  private Batch actions;
  private boolean[] restarted;

  /**
   * Copies, not yet started, stepped by as many threads as {@link #THREADS_PROPERTY} says.
   *
   * @param name the environment's name, for messages
   * @param factory makes one copy, without a step limit
   * @param maxEpisodeSteps steps after which an episode is truncated
   * @param seeding makes a copy's generator from its seed
   */
  public PoolVectorEnvironment(
      String name,
      Space<?> observationSpace,
      Space<?> actionSpace,
      Supplier<? extends Copy<R>> factory,
      int count,
      AutoresetMode mode,
      OptionalInt maxEpisodeSteps,
      LongFunction<R> seeding) {
    this(
        name,
        observationSpace,
        actionSpace,
        factory,
        count,
        mode,
        maxEpisodeSteps,
        seeding,
        defaultThreads());
  }

  /**
   * Copies, not yet started.
   *
   * @param name the environment's name, for messages
   * @param factory makes one copy, without a step limit
   * @param maxEpisodeSteps steps after which an episode is truncated
   * @param seeding makes a copy's generator from its seed
   * @param threads how many step at once, the caller's included; never more than copies
   */
  public PoolVectorEnvironment(
      String name,
      Space<?> observationSpace,
      Space<?> actionSpace,
      Supplier<? extends Copy<R>> factory,
      int count,
      AutoresetMode mode,
      OptionalInt maxEpisodeSteps,
      LongFunction<R> seeding,
      int threads) {
    super(observationSpace, actionSpace, count, mode, maxEpisodeSteps, seeding);
    if (threads < 1) {
      throw new IllegalArgumentException("a pool has 1 thread or more, but got " + threads);
    }
    this.name = name;
    for (int i = 0; i < count; i++) {
      copies.add(factory.get());
    }
    int maskSize = copies.get(0).maskSize();
    masks = maskSize == 0 ? Optional.empty() : Optional.of(new Batch(DType.UINT8, count, maskSize));
    this.threads = Math.min(threads, count);
    crew = new Crew(name, count, this.threads);
  }

  private static int defaultThreads() {
    return Integer.getInteger(THREADS_PROPERTY, Runtime.getRuntime().availableProcessors());
  }

  /** The copies, in order; not to be stepped from outside. */
  public List<Copy<R>> copies() {
    return Collections.unmodifiableList(copies);
  }

  /** How many threads step at once, the caller's included. */
  public int threads() {
    return threads;
  }

  @Override
  protected void takeActions(Batch batch) {
    ActionRows.require(name, singleActionSpace(), batch);
    actions = batch;
  }

  @Override
  void startCopies() {
    crew.run(startCopy);
  }

  private void startCopy(int copy) {
    begin(copy);
    observe(copy, observations());
  }

  @Override
  void restartCopies(boolean[] which) {
    restarted = which;
    crew.run(restartCopy);
  }

  private void restartCopy(int copy) {
    if (restarted[copy]) {
      restart(copy);
    }
  }

  @Override
  void moveCopies() {
    crew.run(moveCopy);
  }

  private void moveCopy(int i) {
    if (skipsAction(i)) {
      restart(i);
      return;
    }
    Copy<R> copy = copies.get(i);
    double reward = copy.move(actions, i);
    settle(i, reward, copy.terminated(), copy.truncated());
  }

  @Override
  protected void advance(double[] rewards, boolean[] terminated) {
    throw new IllegalStateException("the copies of a pool move one by one");
  }

  @Override
  protected void startEpisode(int copy, R random) {
    copies.get(copy).begin(random);
  }

  @Override
  protected void observe(Batch observations) {
    for (int i = 0; i < copies.size(); i++) {
      observe(i, observations);
    }
  }

  @Override
  protected void observe(int copy, Batch observations) {
    copies.get(copy).observe(observations, copy);
    if (masks.isPresent()) {
      copies.get(copy).mask(masks.get(), copy);
    }
  }

  @Override
  public Optional<Batch> actionMasks() {
    return masks;
  }

  @Override
  protected void saveCopies(DataOutput out) throws IOException {
    for (Copy<R> copy : copies) {
      copy.saveCopy(out);
    }
  }

  @Override
  protected void loadCopies(DataInput in) throws IOException {
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).loadCopy(in, random(i));
      if (masks.isPresent()) {
        copies.get(i).mask(masks.get(), i);
      }
    }
  }

  @Override
  public void close() {
    crew.close();
    copies.forEach(Copy::close);
  }
}
