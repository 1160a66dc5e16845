package palestra.envs.registry;

import java.util.List;

/**
 * A task of reaching goals, and which numbers of its flat observations say what has been reached
 * and what is to be: so that a learner can ask what a step would have earned under another goal
 * (Andrychowicz et al. 2017, hindsight experience replay). One instance serves all copies and keeps
 * nothing.
 */
public interface GoalTask {

  /** Makes one for an environment with these arguments. */
  @FunctionalInterface
  interface Factory {
    GoalTask make(Arguments arguments);
  }

  /** Places, in the flat observation, of the numbers that tell what has been reached. */
  List<Integer> achieved();

  /** Places of the numbers that tell what is to be reached, in the same order. */
  List<Integer> desired();

  /**
   * The reward of a step that came to {@code achieved} while {@code desired} was the goal.
   *
   * @param achieved as many numbers as {@link #achieved()} has
   * @param desired as many
   */
  double reward(float[] achieved, float[] desired);

  /** Whether the task ends there because the goal is reached. */
  boolean ends(float[] achieved, float[] desired);
}
