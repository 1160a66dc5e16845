package palestra.agents;

import java.util.Optional;
import java.util.function.Supplier;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.GoalTask;
import palestra.envs.spaces.Space;
import palestra.networks.Device;

/**
 * What an agent is built for.
 *
 * @param observationSpace one copy's observations
 * @param actionSpace one copy's actions
 * @param copies how many environment copies it acts for while training
 * @param totalEnvSteps environment steps, over all copies, that training is planned for; schedules
 *     end there
 * @param device where its graph runs
 * @param seed where all its randomness comes from
 * @param baseline makes the rule that plays the environment, one for each copy; empty where it has
 *     none
 * @param masks whether the environment tells which actions are allowed, as {@link
 *     palestra.envs.vector.VectorEnvironment#actionMasks()} does
 * @param goal what the observations tell of goals; empty where reaching goals is not the task
 * @param bodyTraining how the bodies of its networks learn
 */
public record AgentContext(
    Space<?> observationSpace,
    Space<?> actionSpace,
    int copies,
    long totalEnvSteps,
    Device device,
    long seed,
    Optional<Supplier<Baseline>> baseline,
    boolean masks,
    Optional<GoalTask> goal,
    BodyTraining bodyTraining) {

  /** With bodies that learn as everything else does. */
  public AgentContext(
      Space<?> observationSpace,
      Space<?> actionSpace,
      int copies,
      long totalEnvSteps,
      Device device,
      long seed,
      Optional<Supplier<Baseline>> baseline,
      boolean masks,
      Optional<GoalTask> goal) {
    this(
        observationSpace,
        actionSpace,
        copies,
        totalEnvSteps,
        device,
        seed,
        baseline,
        masks,
        goal,
        BodyTraining.PLAIN);
  }

  /** For an environment whose task is not to reach goals. */
  public AgentContext(
      Space<?> observationSpace,
      Space<?> actionSpace,
      int copies,
      long totalEnvSteps,
      Device device,
      long seed,
      Optional<Supplier<Baseline>> baseline,
      boolean masks) {
    this(
        observationSpace,
        actionSpace,
        copies,
        totalEnvSteps,
        device,
        seed,
        baseline,
        masks,
        Optional.empty());
  }

  /** The same, in which all actions always may be taken. */
  public AgentContext(
      Space<?> observationSpace,
      Space<?> actionSpace,
      int copies,
      long totalEnvSteps,
      Device device,
      long seed,
      Optional<Supplier<Baseline>> baseline) {
    this(observationSpace, actionSpace, copies, totalEnvSteps, device, seed, baseline, false);
  }

  /** The same, without a rule that plays it. */
  public AgentContext(
      Space<?> observationSpace,
      Space<?> actionSpace,
      int copies,
      long totalEnvSteps,
      Device device,
      long seed) {
    this(observationSpace, actionSpace, copies, totalEnvSteps, device, seed, Optional.empty());
  }
}
