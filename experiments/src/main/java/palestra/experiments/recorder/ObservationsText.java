package palestra.experiments.recorder;

/**
 * Settings of {@code observations}: what an environment shows to agents.
 *
 * @param env the environment's id, with arguments as in {@code Gridworld-v0?size=5&walls=true}
 * @param count how many observations
 * @param seed of the episodes and of the random policy
 * @param policy {@code random}, or the directory of an agent's run in that environment
 * @param every how many steps lie between two observations; more make them less alike
 * @param heldOut share that is held out, from 0 to below 1: the last episodes
 * @param wrappers around the environment, with semicolons between them
 */
public record ObservationsText(
    String env, int count, long seed, String policy, int every, double heldOut, String wrappers) {
  static final ObservationsText DEFAULTS = new ObservationsText("", 20000, 0, "random", 1, 0.1, "");

  public ObservationsText {
    Limits.check("observations", count, seed, every, heldOut);
  }
}
