package palestra.generative.metrics;

/**
 * The energy distance of two sets of points (Szekely and Rizzo 2013): the root of {@code 2 E|X - Y|
 * - E|X - X'| - E|Y - Y'|}, means over all pairs, a point's with itself included. SciPy's on a
 * line. 0 for the same sets only; samples of the same distribution are a little apart, by about the
 * root of {@code 2 E|X - X'| / n}.
 */
public final class EnergyDistance {
  private EnergyDistance() {}

  /**
   * The distance, in the unit of the root of the points' distances.
   *
   * @param first a row for each point, at least one
   * @param second the same for others
   */
  public static double of(float[][] first, float[][] second) {
    FeatureSets.check("the energy distance", 1, first, second);
    return Math.sqrt(
        Math.max(0, 2 * mean(first, second) - mean(first, first) - mean(second, second)));
  }

  private static double mean(float[][] first, float[][] second) {
    double[] sum = new double[1];
    FeatureSets.squaredDistances(
        first,
        second,
        (i, distances) -> {
          double ofRow = 0;
          for (double distance : distances) {
            ofRow += Math.sqrt(distance);
          }
          sum[0] += ofRow;
        });
    return sum[0] / first.length / second.length;
  }
}
