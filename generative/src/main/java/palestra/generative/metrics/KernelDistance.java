package palestra.generative.metrics;

import java.util.random.RandomGenerator;
import palestra.networks.random.SplitMix64;

/**
 * The squared maximum mean discrepancy of two sets of features under the kernel {@code k(x, y) =
 * (x.y / d + 1)^3} of d features, by the estimate without bias (Binkowski et al. 2018, section 4,
 * on the features of a classifier; Gretton et al. 2012, equation 3). 0 on average where both come
 * from the same distribution, so that it may be a little below.
 */
public final class KernelDistance {
  private KernelDistance() {}

  /**
   * Of the means of several subsets.
   *
   * @param mean of the subsets' distances
   * @param std their standard deviation, over n
   */
  public record OfSubsets(double mean, double std) {}

  /**
   * The distance from all pairs at once.
   *
   * @param first a row of features for each example, at least two
   * @param second the same for others; there may be more or fewer
   */
  public static double of(float[][] first, float[][] second) {
    FeatureSets.check("the kernel distance", 2, first, second);
    double n = first.length;
    double m = second.length;
    return within(first) / (n * (n - 1))
        + within(second) / (m * (m - 1))
        - 2 * across(first, second) / (n * m);
  }

  /**
   * The mean over subsets, as the authors and most implementations report it.
   *
   * @param subsets how many
   * @param size examples in each, drawn from either side without putting back
   * @param seed of the draws
   */
  public static OfSubsets ofSubsets(
      float[][] first, float[][] second, int subsets, int size, long seed) {
    FeatureSets.check("the kernel distance of subsets of " + size, size, first, second);
    if (subsets < 1) {
      throw new IllegalArgumentException("subsets must be 1 or more, but is " + subsets);
    }
    RandomGenerator random = new SplitMix64(seed);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < subsets; i++) {
      double distance = of(drawn(first, size, random), drawn(second, size, random));
      sum += distance;
      squares += distance * distance;
    }
    double mean = sum / subsets;
    return new OfSubsets(mean, Math.sqrt(Math.max(0, squares / subsets - mean * mean)));
  }

  /** Fisher's and Yates' shuffle, broken off. */
  private static float[][] drawn(float[][] rows, int count, RandomGenerator random) {
    float[][] all = rows.clone();
    float[][] drawn = new float[count][];
    for (int i = 0; i < count; i++) {
      int k = i + random.nextInt(all.length - i);
      drawn[i] = all[k];
      all[k] = all[i];
    }
    return drawn;
  }

  /** The kernel's sum over all pairs of different examples. */
  private static double within(float[][] rows) {
    double[] sum = new double[1];
    FeatureSets.products(
        rows,
        rows,
        (i, products) -> {
          sum[0] += sum(products, rows[0].length) - kernel(products[i], rows[0].length);
        });
    return sum[0];
  }

  private static double across(float[][] first, float[][] second) {
    double[] sum = new double[1];
    FeatureSets.products(first, second, (i, products) -> sum[0] += sum(products, first[0].length));
    return sum[0];
  }

  private static double sum(double[] products, int features) {
    double sum = 0;
    for (double product : products) {
      sum += kernel(product, features);
    }
    return sum;
  }

  private static double kernel(double product, int features) {
    double k = product / features + 1;
    return k * k * k;
  }
}
