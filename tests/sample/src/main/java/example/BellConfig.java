package example;

/**
 * Settings of {@link Bell}.
 *
 * @param batchSize samples a step learns from, at least 2
 */
public record BellConfig(int batchSize) {
  public BellConfig {
    if (batchSize < 2) {
      throw new IllegalArgumentException("batchSize must be at least 2, but is " + batchSize);
    }
  }
}
