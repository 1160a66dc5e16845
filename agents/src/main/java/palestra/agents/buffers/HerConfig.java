package palestra.agents.buffers;

/**
 * Settings of hindsight experience replay, {@link Hindsight}, named and preset as in
 * Stable-Baselines3's {@code HerReplayBuffer}.
 *
 * @param enabled whether it is used; the environment's task has to be one of reaching goals
 * @param nSampledGoal how many transitions are learned from with another goal for each one with its
 *     own, 0 or more; typically 4 to 8
 * @param goalSelectionStrategy where the other goals come from
 */
public record HerConfig(boolean enabled, int nSampledGoal, GoalSelection goalSelectionStrategy) {
  /** Off; the rest as in Stable-Baselines3 and the paper. */
  public static final HerConfig OFF = new HerConfig(false, 4, GoalSelection.FUTURE);

  /** On, with the same settings. */
  public static final HerConfig ON = new HerConfig(true, 4, GoalSelection.FUTURE);

  public HerConfig {
    if (nSampledGoal < 0) {
      throw new IllegalArgumentException("nSampledGoal must be at least 0, but is " + nSampledGoal);
    }
  }

  /** How many of so many rows get another goal. */
  int relabelled(int rows) {
    return (int) ((long) rows * nSampledGoal / (nSampledGoal + 1L));
  }
}
