package palestra.experiments.statistics;

/**
 * A confidence interval; both ends are NaN where the data can bear none.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
  /** No interval: with a single run nothing is known about how runs differ. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);
}
