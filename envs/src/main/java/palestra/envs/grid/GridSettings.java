package palestra.envs.grid;

/**
 * What every grid world has to set.
 *
 * @param agentViewSize cells along an edge of what the agent sees, odd, 3 or more
 * @param seeThroughWalls whether walls and closed doors hide nothing
 * @param maxSteps steps after which an episode is cut short; 0 for the task's own number
 * @param successReward reward of a success in no time
 * @param timePenalty what a success at the last step loses of it; less, in proportion, before
 * @param observation how an observation is given
 */
public record GridSettings(
    int agentViewSize,
    boolean seeThroughWalls,
    int maxSteps,
    double successReward,
    double timePenalty,
    Form observation) {

  /** How an observation is given. */
  public enum Form {
    /** MiniGrid's: image, direction and mission, by name. */
    DICT,
    /** The image alone. */
    IMAGE,
    /** The image's numbers and, after them, the direction. */
    FLAT
  }

  /** MiniGrid's, but for tasks in which one sees through walls. */
  public static final GridSettings DEFAULT = new GridSettings(7, false, 0, 1, 0.9, Form.DICT);

  public GridSettings {
    if (agentViewSize < 3 || agentViewSize % 2 == 0) {
      throw new IllegalArgumentException(
          "agent_view_size is odd and 3 or more, but is " + agentViewSize);
    }
    if (maxSteps < 0) {
      throw new IllegalArgumentException("max_steps is 0 or more, but is " + maxSteps);
    }
    if (!Double.isFinite(successReward) || !Double.isFinite(timePenalty)) {
      throw new IllegalArgumentException(
          "success_reward and time_penalty are finite, but are %s and %s"
              .formatted(successReward, timePenalty));
    }
  }

  /** The same with another form of the observation. */
  public GridSettings withObservation(Form form) {
    return new GridSettings(
        agentViewSize, seeThroughWalls, maxSteps, successReward, timePenalty, form);
  }

  /** The steps after which an episode of this task is cut short. */
  public int limit(GridTask task) {
    return maxSteps == 0 ? task.maxSteps() : maxSteps;
  }
}
