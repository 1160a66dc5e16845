package palestra.agents;

import java.util.Arrays;

/**
 * What episodes played without learning or exploring gave.
 *
 * @param returns the episodes' undiscounted returns
 * @param lengths the episodes' lengths in steps, in the same order
 */
public record Evaluation(double[] returns, int[] lengths) {
  public Evaluation {
    if (returns.length == 0 || returns.length != lengths.length) {
      throw new IllegalArgumentException(
          "an evaluation has at least one episode, and a length for each return");
    }
    returns = returns.clone();
    lengths = lengths.clone();
  }

  @Override
  public double[] returns() {
    return returns.clone();
  }

  @Override
  public int[] lengths() {
    return lengths.clone();
  }

  /** Number of episodes. */
  public int episodes() {
    return returns.length;
  }

  /** Mean return. */
  public double mean() {
    return Arrays.stream(returns).sum() / returns.length;
  }

  /** Standard deviation of the returns, of the population as NumPy's {@code std} gives it. */
  public double std() {
    double mean = mean();
    return Math.sqrt(
        Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).sum() / returns.length);
  }

  /** Lowest return. */
  public double min() {
    return Arrays.stream(returns).min().orElseThrow();
  }

  /** Highest return. */
  public double max() {
    return Arrays.stream(returns).max().orElseThrow();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Evaluation that
        && Arrays.equals(returns, that.returns)
        && Arrays.equals(lengths, that.lengths);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(returns) + Arrays.hashCode(lengths);
  }

  @Override
  public String toString() {
    return "Evaluation[episodes=" + episodes() + ", mean=" + mean() + ", std=" + std() + "]";
  }
}
