package palestra.generative.metrics;

/**
 * Means of probabilities that are known by their logarithms. With {@code w_k = log p(x, z_k) - log
 * q(z_k | x)} for K latents drawn from q, {@link #logMeanExp} is the importance-weighted bound on
 * {@code log p(x)} (Burda et al. 2016, equation 8): it grows with K and tends to {@code log p(x)};
 * with one weight it is the evidence lower bound.
 */
public final class LogWeights {
  private LogWeights() {}

  /**
   * {@code log((e^w_1 + ... + e^w_K) / K)}, which overflows nowhere; minus infinity where all are.
   *
   * @param weights at least one
   */
  public static double logMeanExp(double... weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("the mean of no weights is not defined");
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (double weight : weights) {
      largest = Math.max(largest, weight);
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double weight : weights) {
      sum += Math.exp(weight - largest);
    }
    return largest + Math.log(sum / weights.length);
  }

  /**
   * The negative log-likelihood of several examples in nats, their mean, estimated by importance
   * weights.
   *
   * @param weights for each example its K logarithms
   */
  public static double negativeLogLikelihood(double[][] weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("the likelihood of no examples is not defined");
    }
    double sum = 0;
    for (double[] ofExample : weights) {
      sum += logMeanExp(ofExample);
    }
    return -sum / weights.length;
  }
}
