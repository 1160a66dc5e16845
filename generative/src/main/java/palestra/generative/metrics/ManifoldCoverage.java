package palestra.generative.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How samples lie to real examples, told from balls around each that reach to its k-th nearest
 * neighbour on its own side; all shares, but for density.
 *
 * @param precision share of samples that lie in a real example's ball: how good they are
 *     (Kynkaanniemi et al. 2019, equation 3)
 * @param recall share of real examples that lie in a sample's ball: how varied samples are
 * @param density real balls that a sample lies in, over k, on average; 1 is expected of real ones,
 *     and more is possible. Outliers make large balls, which count less here (Naeem et al. 2020,
 *     equation 3)
 * @param coverage share of real examples whose ball holds a sample (their equation 4)
 */
public record ManifoldCoverage(double precision, double recall, double density, double coverage) {

  /** Neighbours, as Kynkaanniemi et al. have it; Naeem et al. take 5 of 10,000. */
  public static final int NEIGHBOURS = 3;

  /**
   * Measures with {@link #NEIGHBOURS}.
   *
   * @param real a row for each example, more than three
   * @param samples the same for what was made; as many, or precision and recall do not compare
   */
  public static ManifoldCoverage of(float[][] real, float[][] samples) {
    return of(real, samples, NEIGHBOURS);
  }

  /** Measures with balls that reach to the {@code k}-th neighbour. */
  public static ManifoldCoverage of(float[][] real, float[][] samples, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more, but is " + k);
    }
    FeatureSets.check("coverage by neighbour " + k, k + 1, real, samples);
    double[] realRadii = radii(real, k);
    double[] sampleRadii = radii(samples, k);
    Counts counts = new Counts(realRadii, sampleRadii);
    FeatureSets.squaredDistances(samples, real, counts);
    return counts.shares(k);
  }

  /** The figures by name, in a fixed order. */
  public Map<String, Double> asMap() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("precision", precision);
    figures.put("recall", recall);
    figures.put("density", density);
    figures.put("coverage", coverage);
    return figures;
  }

  /** Squared distances to the k-th neighbour. */
  private static double[] radii(float[][] rows, int k) {
    double[] radii = new double[rows.length];
    double[] nearest = new double[k + 1];
    FeatureSets.squaredDistances(
        rows,
        rows,
        (i, distances) -> {
          // The row itself is the nearest, at 0.
          Arrays.fill(nearest, Double.POSITIVE_INFINITY);
          for (double distance : distances) {
            if (distance < nearest[k]) {
              insert(nearest, distance);
            }
          }
          radii[i] = nearest[k];
        });
    return radii;
  }

  /** Puts a number in its place among ascending ones; the largest falls out. */
  private static void insert(double[] ascending, double value) {
    int at = ascending.length - 1;
    while (at > 0 && ascending[at - 1] > value) {
      ascending[at] = ascending[at - 1];
      at--;
    }
    ascending[at] = value;
  }

  /** Who lies in whose ball. */
  private static final class Counts implements FeatureSets.Visitor {
    private final double[] realRadii;
    private final double[] sampleRadii;
    private final boolean[] recalled;
    private final boolean[] covered;
    private int precise;
    private long balls;

    Counts(double[] realRadii, double[] sampleRadii) {
      this.realRadii = realRadii;
      this.sampleRadii = sampleRadii;
      this.recalled = new boolean[realRadii.length];
      this.covered = new boolean[realRadii.length];
    }

    @Override
    public void visit(int sample, double[] distances) {
      int in = 0;
      for (int i = 0; i < distances.length; i++) {
        if (distances[i] <= realRadii[i]) {
          in++;
          covered[i] = true;
        }
        if (distances[i] <= sampleRadii[sample]) {
          recalled[i] = true;
        }
      }
      precise += in > 0 ? 1 : 0;
      balls += in;
    }

    ManifoldCoverage shares(int k) {
      double samples = sampleRadii.length;
      return new ManifoldCoverage(
          precise / samples, share(recalled), balls / (k * samples), share(covered));
    }

    private static double share(boolean[] marks) {
      int marked = 0;
      for (boolean mark : marks) {
        marked += mark ? 1 : 0;
      }
      return (double) marked / marks.length;
    }
  }
}
