package palestra.agents.internal;

import java.util.Optional;
import palestra.agents.AgentContext;
import palestra.agents.buffers.HerConfig;
import palestra.envs.registry.GoalTask;
import palestra.envs.spaces.DType;

/** What agents ask of an environment before they learn from it in hindsight. */
public final class Goals {
  private Goals() {}

  /**
   * The environment's goals where hindsight is on; else nothing.
   *
   * @throws IllegalArgumentException if it has none, or tells which actions are allowed
   */
  public static Optional<GoalTask> forHindsight(
      HerConfig her, String agent, AgentContext context, Observations observations) {
    if (!her.enabled()) {
      return Optional.empty();
    }
    if (context.masks()) {
      throw new IllegalArgumentException(
          agent + ": her.enabled is for environments without action masks, and this one has some");
    }
    if (context.goal().isEmpty() || observations.dtype() != DType.FLOAT32) {
      throw new IllegalArgumentException(
          agent
              + ": her.enabled needs an environment whose task is to reach goals, without wrappers,"
              + " such as ProbeGoal-v0 and ProbeReach-v0");
    }
    return context.goal();
  }
}
