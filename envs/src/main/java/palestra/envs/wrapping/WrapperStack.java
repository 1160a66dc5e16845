package palestra.envs.wrapping;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import palestra.envs.Environment;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.PoolVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.RunningMeanStd;

/**
 * An environment with its arguments and the wrappers around it, from the inside out: makes as many
 * as are needed, for training and for evaluation. All that it makes share the running statistics of
 * wrappers, which those made for training update and those for evaluation only use; and the latter
 * have no wrapper that changes rewards.
 *
 * <p>Many copies are wrapped together where every wrapper can do that. A wrapper that cannot
 * ({@code MaxAndSkip}; {@code FlattenObservation} of composite observations; {@code TimeLimit}
 * outside of another wrapper), and all inside of it, is put around each copy, and a pool steps
 * them; likewise where an argument is drawn anew for every episode ({@link Levels}).
 */
public final class WrapperStack {
  private final EnvironmentSpec environment;
  private final Levels levels;
  private final List<WrapperCall> calls;
  private final RunningMeanStd[] statistics;

  /**
   * Around an environment.
   *
   * @param arguments the environment's; a range or list is drawn from anew for every episode
   * @param calls from the inside out
   * @throws IllegalArgumentException if an argument is unknown or out of range
   */
  public WrapperStack(
      EnvironmentSpec environment, Map<String, String> arguments, List<WrapperCall> calls) {
    this.environment = environment;
    this.levels = new Levels(environment, arguments);
    this.calls = List.copyOf(calls);
    statistics = new RunningMeanStd[calls.size()];
  }

  /** One environment. */
  public Environment<?, ?> single(boolean evaluation) {
    return single(calls.size(), evaluation);
  }

  private Environment<?, ?> single(int depth, boolean evaluation) {
    Environment<?, ?> made =
        levels.vary() ? levels.environment() : environment.make(levels.fixed());
    OptionalInt limit = environment.maxEpisodeSteps();
    for (int i = 0; i < depth; i++) {
      WrapperCall call = calls.get(i);
      if (applies(call, evaluation)) {
        Environment<?, ?> inner = made;
        WrapperContext context = new WrapperContext(1, limit, evaluation, statistics, i);
        made =
            wrapped(call, inner, () -> call.spec().single().wrap(inner, call.arguments(), context));
        limit = limit(call, limit);
      }
    }
    return made;
  }

  /**
   * Copies that step together.
   *
   * @throws IllegalArgumentException if a wrapper does not fit; says what it needs
   */
  public VectorEnvironment vector(int copies, AutoresetMode mode, boolean evaluation) {
    int together = together(evaluation);
    OptionalInt limit = environment.maxEpisodeSteps();
    for (int i = 0; i < together; i++) {
      limit = limit(calls.get(i), limit);
    }
    boolean plainLimits = calls.subList(0, together).stream().allMatch(WrapperStack::isTimeLimit);
    VectorEnvironment made;
    if (plainLimits && !levels.vary()) {
      EnvironmentSpec limited =
          limit.isPresent() ? environment.withMaxEpisodeSteps(limit.getAsInt()) : environment;
      made = limited.makeVector(copies, mode, levels.fixed());
    } else {
      made = pool(copies, mode, together, evaluation);
    }
    for (int i = together; i < calls.size(); i++) {
      WrapperCall call = calls.get(i);
      if (applies(call, evaluation)) {
        VectorEnvironment inner = made;
        WrapperContext context = new WrapperContext(copies, limit, evaluation, statistics, i);
        made =
            wrapped(
                call,
                inner,
                () -> call.spec().vector().orElseThrow().wrap(inner, call.arguments(), context));
      }
    }
    return made;
  }

  /** How many of the wrappers are put around each copy, not around all together. */
  private int together(boolean evaluation) {
    int depth = 0;
    for (int i = 0; i < calls.size(); i++) {
      if (applies(calls.get(i), evaluation) && calls.get(i).spec().vector().isEmpty()) {
        depth = i + 1;
      }
    }
    int flatten = 0;
    while (flatten < calls.size()
        && !calls.get(flatten).spec().name().equals(BuiltInWrappers.FLATTEN)) {
      flatten++;
    }
    if (flatten == calls.size()) {
      return depth; // and no environment is made only to be looked at
    }
    try (Environment<?, ?> bare = single(0, evaluation)) {
      return plain(bare.observationSpace()) ? depth : Math.max(depth, flatten + 1);
    }
  }

  private static boolean plain(Space<?> space) {
    return space instanceof Box<?>
        || space instanceof Discrete
        || space instanceof MultiDiscrete
        || space instanceof MultiBinary;
  }

  private VectorEnvironment pool(int copies, AutoresetMode mode, int depth, boolean evaluation) {
    Environment<?, ?> first = single(depth, evaluation);
    Supplier<EnvironmentCopy<?>> factory =
        new Supplier<>() {
          private Environment<?, ?> next = first;

          @Override
          public EnvironmentCopy<?> get() {
            Environment<?, ?> made = next == null ? single(depth, evaluation) : next;
            next = null;
            return new EnvironmentCopy<>(made);
          }
        };
    // Copies that share statistics update them in turn, in the order of the copies.
    boolean shared = false;
    for (int i = 0; i < depth; i++) {
      shared |= statistics[i] != null;
    }
    int threads =
        shared
            ? 1
            : Integer.getInteger(
                PoolVectorEnvironment.THREADS_PROPERTY, Runtime.getRuntime().availableProcessors());
    return new PoolVectorEnvironment<Generator>(
        environment.id(),
        first.observationSpace(),
        first.actionSpace(),
        factory,
        copies,
        mode,
        OptionalInt.empty(),
        first::seeded,
        threads);
  }

  private static boolean applies(WrapperCall call, boolean evaluation) {
    return !evaluation || call.spec().scope() == WrapperSpec.Scope.ALWAYS;
  }

  private static boolean isTimeLimit(WrapperCall call) {
    return call.spec().name().equals(BuiltInWrappers.TIME_LIMIT);
  }

  private static OptionalInt limit(WrapperCall call, OptionalInt limit) {
    if (!isTimeLimit(call)) {
      return limit;
    }
    int own = (int) call.arguments().whole("max_episode_steps");
    return OptionalInt.of(Math.min(own, limit.orElse(Integer.MAX_VALUE)));
  }

  private <E> E wrapped(WrapperCall call, AutoCloseable inner, Supplier<E> wrap) {
    try {
      return wrap.get();
    } catch (IllegalArgumentException e) {
      try {
        inner.close();
      } catch (Exception second) {
        e.addSuppressed(second);
      }
      throw new IllegalArgumentException(
          "wrapper %s around %s: %s"
              .formatted(call.spec().name(), environment.id(), e.getMessage()),
          e);
    }
  }

  /** The wrappers as on the command line, from the inside out. */
  public List<String> texts() {
    return calls.stream().map(WrapperCall::text).toList();
  }

  /** The arguments of one level: the lowest value of each that varies. */
  public Map<String, String> firstLevel() {
    return levels.corners().get(0);
  }

  /** Whether a wrapper keeps running statistics. */
  public boolean hasStatistics() {
    for (RunningMeanStd one : statistics) {
      if (one != null) {
        return true;
      }
    }
    return false;
  }

  /** Writes the running statistics of all wrappers that have some. */
  public void saveStatistics(DataOutput out) throws IOException {
    out.writeInt(statistics.length);
    for (RunningMeanStd one : statistics) {
      out.writeBoolean(one != null);
      if (one != null) {
        one.save(out);
      }
    }
  }

  /**
   * Reads what {@link #saveStatistics} of the same wrappers wrote.
   *
   * @throws IOException if those were other wrappers
   */
  public void loadStatistics(DataInput in) throws IOException {
    int count = in.readInt();
    if (count != statistics.length) {
      throw new IOException(
          "statistics are of " + count + " wrappers, but there are " + statistics.length);
    }
    for (int i = 0; i < count; i++) {
      if (in.readBoolean()) {
        if (statistics[i] == null) {
          // Of a wrapper that nothing made so far has, such as one of rewards in an evaluation.
          RunningMeanStd.skip(in);
        } else {
          statistics[i].load(in);
        }
      }
    }
  }
}
