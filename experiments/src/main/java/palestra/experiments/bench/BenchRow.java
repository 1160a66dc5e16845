package palestra.experiments.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * One thing measured.
 *
 * @param what was measured
 * @param peer whom it is held against
 * @param ours median of our figures
 * @param theirs median of the peer's; NaN without a peer
 * @param unit of both, such as {@code steps/s} or {@code s}
 * @param ratio median of the paired ratios, above 1 where ours is better; NaN without a peer
 * @param low least of the paired ratios
 * @param high greatest of the paired ratios
 */
public record BenchRow(
    String what,
    String peer,
    double ours,
    double theirs,
    String unit,
    double ratio,
    double low,
    double high) {

  /** A row without a peer. */
  public static BenchRow alone(String what, double[] ours, String unit) {
    return new BenchRow(
        what, "", median(ours), Double.NaN, unit, Double.NaN, Double.NaN, Double.NaN);
  }

  /**
   * A row from figures taken in turns.
   *
   * @param moreIsBetter true for speeds, false for times
   */
  public static BenchRow of(
      String what, String peer, double[] ours, double[] theirs, String unit, boolean moreIsBetter) {
    double[] ratios = new double[Math.min(ours.length, theirs.length)];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = moreIsBetter ? ours[i] / theirs[i] : theirs[i] / ours[i];
    }
    return new BenchRow(
        what,
        peer,
        median(ours),
        median(theirs),
        unit,
        median(ratios),
        Arrays.stream(ratios).min().orElse(Double.NaN),
        Arrays.stream(ratios).max().orElse(Double.NaN));
  }

  /** The median; NaN of nothing. */
  public static double median(double... figures) {
    if (figures.length == 0) {
      return Double.NaN;
    }
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** A figure with its unit, few digits; a dash for NaN. */
  public static String figure(double value, String unit) {
    if (Double.isNaN(value)) {
      return "-";
    }
    String number =
        Math.abs(value) >= 100
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%.2f", value);
    return unit.isEmpty() ? number : number + " " + unit;
  }
}
