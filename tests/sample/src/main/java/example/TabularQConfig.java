package example;

/**
 * Settings of {@link TabularQ}.
 *
 * @param copies environment copies it trains on
 * @param learningRate share of the error that is corrected at once, above 0 up to 1
 * @param gamma discount of a step, 0 to 1
 * @param explorationFraction probability of a random action while training, 0 to 1
 */
public record TabularQConfig(
    int copies, double learningRate, double gamma, double explorationFraction) {
  public TabularQConfig {
    if (copies < 1) {
      throw new IllegalArgumentException("copies must be at least 1, but is " + copies);
    }
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "learningRate must be above 0 and at most 1, but is " + learningRate);
    }
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma must be from 0 to 1, but is " + gamma);
    }
    if (!(explorationFraction >= 0 && explorationFraction <= 1)) {
      throw new IllegalArgumentException(
          "explorationFraction must be from 0 to 1, but is " + explorationFraction);
    }
  }
}
