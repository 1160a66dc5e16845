package palestra.agents.baseline;

/**
 * Settings of the agents that learn nothing.
 *
 * @param nEnvs environment copies that it plays at once while it "trains"; of no consequence for
 *     how it plays
 */
public record PlayConfig(int nEnvs) {
  /** One copy. */
  public static final PlayConfig DEFAULTS = new PlayConfig(1);

  public PlayConfig {
    if (nEnvs < 1) {
      throw new IllegalArgumentException("nEnvs must be at least 1, but is " + nEnvs);
    }
  }
}
