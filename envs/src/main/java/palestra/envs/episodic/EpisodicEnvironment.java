package palestra.envs.episodic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;
import palestra.envs.vector.Copy;

/**
 * What all environments of this library have in common: the generator, the checks of actions, reset
 * options and order of calls, and saving. A subclass is the task: how an episode begins, how it
 * moves, what is seen.
 *
 * <p>It is a {@link Copy} too, so that many step together in a pool; one that steps often overrides
 * {@link #move(Batch, int)} and {@link #observe(Batch, int)} to allocate nothing.
 *
 * @param <O> what an observation is
 * @param <A> what an action is
 * @param <R> the generator it draws from
 */
public abstract class EpisodicEnvironment<O, A, R extends Generator>
    implements Environment<O, A>, Copy<R> {
  private final String name;
  private final Space<O> observationSpace;
  private final Space<A> actionSpace;
  private final LongFunction<R> seeding;
  private R random;
  private boolean running;

  /**
   * An environment, not yet started.
   *
   * @param name its name, for messages, such as {@code CartPole}
   * @param seeding makes the generator of a seed, such as {@code Pcg64::seeded}
   */
  protected EpisodicEnvironment(
      String name, Space<O> observationSpace, Space<A> actionSpace, LongFunction<R> seeding) {
    this.name = name;
    this.observationSpace = observationSpace;
    this.actionSpace = actionSpace;
    this.seeding = seeding;
    this.random = seeding.apply(0);
  }

  /**
   * Puts the task into a first state.
   *
   * @param random to draw from, now and until the episode ends
   * @param options the reset's options; none but those {@link #options} has
   */
  protected abstract void begin(R random, Map<String, Object> options);

  /**
   * Takes one step.
   *
   * @param action in the action space
   * @return the reward
   */
  protected abstract double move(A action);

  /** What is seen now; belongs to the caller. */
  protected abstract O observation();

  /** Writes the episode's state, without the generator. */
  protected abstract void saveTask(DataOutput out) throws IOException;

  /** Reads the episode's state; draws go on from {@code random}. */
  protected abstract void loadTask(DataInput in, R random) throws IOException;

  /** Names of the reset options this environment has. */
  protected Set<String> options() {
    return Set.of();
  }

  /** What else there is to know of the present state, by name, as Gymnasium has it. */
  protected Map<String, Object> info() {
    return Map.of();
  }

  /** A reset option that is a finite number, or the fallback where it is not given. */
  protected final double number(Map<String, Object> options, String option, double fallback) {
    Object value = options.getOrDefault(option, fallback);
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "%s: reset option %s is a finite number, but got %s".formatted(name, option, value));
  }

  /** Its name, for messages. */
  protected final String name() {
    return name;
  }

  @Override
  public final Space<O> observationSpace() {
    return observationSpace;
  }

  @Override
  public final Space<A> actionSpace() {
    return actionSpace;
  }

  @Override
  public final Reset<O> reset(Start start) {
    for (String option : start.options().keySet()) {
      if (!options().contains(option)) {
        throw new IllegalArgumentException(
            "%s has %s, but got '%s'".formatted(name, optionsText(), option));
      }
    }
    R generator = generator(start);
    begin(generator, start.options());
    random = generator;
    running = true;
    return new Reset<>(observation(), info());
  }

  private String optionsText() {
    return options().isEmpty()
        ? "no reset options"
        : "the reset options " + String.join(", ", new TreeSet<>(options()));
  }

  @SuppressWarnings("unchecked") // set refuses a generator of another kind
  private R generator(Start start) {
    if (start.seed().isPresent()) {
      return seeding.apply(start.seed().getAsLong());
    }
    R generator = (R) random.copy();
    start.generator().ifPresent(generator::set);
    return generator;
  }

  @Override
  public final Step<O> step(A action) {
    if (!actionSpace.contains(action)) {
      throw new IllegalArgumentException(
          "%s: an action is in %s, but got %s".formatted(name, actionSpace, text(action)));
    }
    if (!running) {
      throw new IllegalStateException(name + ": there is no episode to step; call reset first");
    }
    double reward = move(action);
    boolean terminated = terminated();
    running = !terminated;
    return new Step<>(observation(), reward, terminated, false, info());
  }

  private static String text(Object action) {
    if (action instanceof float[] floats) {
      return Arrays.toString(floats);
    } else if (action instanceof double[] doubles) {
      return Arrays.toString(doubles);
    } else if (action instanceof long[] longs) {
      return Arrays.toString(longs);
    } else if (action instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    return action == null || action instanceof Long
        ? String.valueOf(action)
        : action + " (" + action.getClass().getSimpleName() + ")";
  }

  @Override
  public final Generator random() {
    return random;
  }

  @Override
  public final Generator seeded(long seed) {
    return seeding.apply(seed);
  }

  @Override
  public final void saveState(DataOutput out) throws IOException {
    random.save(out);
    out.writeBoolean(running);
    saveTask(out);
  }

  @Override
  @SuppressWarnings("unchecked") // the generator is read as the kind this environment wrote
  public final void loadState(DataInput in) throws IOException {
    random = (R) Generator.load(random, in);
    running = in.readBoolean();
    loadTask(in, random);
  }

  @Override
  public final void begin(R generator) {
    begin(generator, Map.of());
  }

  @Override
  @SuppressWarnings("unchecked") // Numbers gives an element of the action space
  public double move(Batch actions, int row) {
    return move((A) Numbers.element(actionSpace, actions.row(row)));
  }

  @Override
  public void observe(Batch observations, int row) {
    observations.setRow(row, Numbers.of(observationSpace, observation()));
  }

  @Override
  public int maskSize() {
    return actionMask().map(mask -> mask.length).orElse(0);
  }

  @Override
  public void mask(Batch masks, int row) {
    Optional<byte[]> mask = actionMask();
    masks.bytes().put(row * masks.rowSize(), mask.orElseThrow());
  }

  @Override
  public final void saveCopy(DataOutput out) throws IOException {
    saveTask(out);
  }

  @Override
  public final void loadCopy(DataInput in, R generator) throws IOException {
    loadTask(in, generator);
  }

  @Override
  public void close() {}
}
