package palestra.envs.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import palestra.envs.Environment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.TimeLimit;

/**
 * What the registry knows of an environment. A change of behaviour is a new version, and so a new
 * id.
 *
 * @param id its name with its version, such as {@code CartPole-v1}
 * @param source where it comes from: {@code built-in}, or the name of your project
 * @param maxEpisodeSteps steps after which an episode is truncated
 * @param rewardThreshold mean return from which on it counts as solved
 * @param arguments what can be set
 * @param openArguments whether other arguments are handed on too, for the environment to judge
 * @param factory makes one, without its step limit
 * @param vectorFactory makes many at once as a structure of arrays; without it, copies of the
 *     single one step in turn
 * @param baseline a rule that plays it, for learners to be held against
 * @param goal what its observations tell of goals, where reaching them is the task
 */
public record EnvironmentSpec(
    String id,
    String source,
    OptionalInt maxEpisodeSteps,
    OptionalDouble rewardThreshold,
    List<Argument> arguments,
    boolean openArguments,
    EnvironmentFactory factory,
    Optional<VectorFactory> vectorFactory,
    Optional<Baseline.Factory> baseline,
    Optional<GoalTask.Factory> goal) {

  /** Makes a single environment. */
  @FunctionalInterface
  public interface EnvironmentFactory {
    Environment<?, ?> make(Arguments arguments);
  }

  /** Makes many copies that step together, their step limit applied. */
  @FunctionalInterface
  public interface VectorFactory {
    VectorEnvironment make(
        int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, Arguments arguments);
  }

  public EnvironmentSpec {
    arguments = List.copyOf(arguments);
    if (id.isBlank() || id.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("an environment's id has no spaces, but is '" + id + "'");
    }
  }

  /**
   * An environment with nothing to set, no limit and no threshold; see the {@code with} methods.
   */
  public static EnvironmentSpec of(String id, String source, EnvironmentFactory factory) {
    return new EnvironmentSpec(
        id,
        source,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        List.of(),
        false,
        factory,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with a step limit. */
  public EnvironmentSpec withMaxEpisodeSteps(int steps) {
    return new EnvironmentSpec(
        id,
        source,
        OptionalInt.of(steps),
        rewardThreshold,
        arguments,
        openArguments,
        factory,
        vectorFactory,
        baseline,
        goal);
  }

  /** The same with a mean return from which on it counts as solved. */
  public EnvironmentSpec withRewardThreshold(double threshold) {
    return new EnvironmentSpec(
        id,
        source,
        maxEpisodeSteps,
        OptionalDouble.of(threshold),
        arguments,
        openArguments,
        factory,
        vectorFactory,
        baseline,
        goal);
  }

  /** The same with arguments. */
  public EnvironmentSpec withArguments(List<Argument> arguments) {
    return new EnvironmentSpec(
        id,
        source,
        maxEpisodeSteps,
        rewardThreshold,
        arguments,
        openArguments,
        factory,
        vectorFactory,
        baseline,
        goal);
  }

  /** The same, which also takes arguments that are not listed. */
  public EnvironmentSpec withOpenArguments() {
    return new EnvironmentSpec(
        id,
        source,
        maxEpisodeSteps,
        rewardThreshold,
        arguments,
        true,
        factory,
        vectorFactory,
        baseline,
        goal);
  }

  /**
   * Reads values of the arguments.
   *
   * @throws IllegalArgumentException if an argument is unknown or out of range
   */
  public Arguments read(Map<String, String> given) {
    return new Arguments(id, arguments, given, openArguments);
  }

  /** The same with a structure of arrays of its own. */
  public EnvironmentSpec withVector(VectorFactory vectorFactory) {
    return new EnvironmentSpec(
        id,
        source,
        maxEpisodeSteps,
        rewardThreshold,
        arguments,
        openArguments,
        factory,
        Optional.of(vectorFactory),
        baseline,
        goal);
  }

  /** The same with a rule that plays it. */
  public EnvironmentSpec withBaseline(Baseline.Factory baseline) {
    return new EnvironmentSpec(
        id,
        source,
        maxEpisodeSteps,
        rewardThreshold,
        arguments,
        openArguments,
        factory,
        vectorFactory,
        Optional.of(baseline),
        goal);
  }

  /** The same whose task is to reach goals that its observations show. */
  public EnvironmentSpec withGoal(GoalTask.Factory goal) {
    return new EnvironmentSpec(
        id,
        source,
        maxEpisodeSteps,
        rewardThreshold,
        arguments,
        openArguments,
        factory,
        vectorFactory,
        baseline,
        Optional.of(goal));
  }

  /**
   * Makes one, step limit applied.
   *
   * @throws IllegalArgumentException if an argument is unknown or out of range
   */
  public Environment<?, ?> make(Map<String, String> given) {
    Environment<?, ?> environment = factory.make(read(given));
    return maxEpisodeSteps.isPresent()
        ? new TimeLimit<>(environment, maxEpisodeSteps.getAsInt())
        : environment;
  }

  /**
   * What makes a rule that plays the environment with these arguments; empty where it has none.
   *
   * @throws IllegalArgumentException if an argument is unknown or out of range
   */
  public Optional<Supplier<Baseline>> newBaseline(Map<String, String> given) {
    Arguments values = read(given);
    return baseline.map(rule -> () -> rule.make(values));
  }

  /**
   * What the observations tell of goals with these arguments; empty where reaching goals is not the
   * task.
   *
   * @throws IllegalArgumentException if an argument is unknown or out of range
   */
  public Optional<GoalTask> newGoal(Map<String, String> given) {
    Arguments values = read(given);
    return goal.map(task -> task.make(values));
  }

  /**
   * Makes copies that step together, step limit applied.
   *
   * @throws IllegalArgumentException if an argument is unknown or out of range, or {@code copies}
   *     is below 1
   */
  public VectorEnvironment makeVector(int copies, AutoresetMode mode, Map<String, String> given) {
    return vectorFactory.isPresent()
        ? vectorFactory.get().make(copies, mode, maxEpisodeSteps, read(given))
        : new SyncVectorEnvironment(id, () -> make(given), copies, mode);
  }
}
