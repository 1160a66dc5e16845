package palestra.generative.data.steps;

import java.util.Arrays;

/**
 * {@code outliers}: takes out examples that have a number too far from its column's median. The
 * distance is counted in robust standard deviations, 1.4826 times the median absolute deviation
 * from the median, of the training part (Iglewicz and Hoaglin 1993). Columns of which more than
 * half of the numbers are equal have no such deviation and are left alone, and so are missing
 * numbers.
 *
 * @param deviations that are still allowed, above 0
 */
public record Outliers(double deviations) implements Cleaner {
  private static final double NORMAL = 1.4826;

  /** Checks the settings. */
  public Outliers {
    if (!(deviations > 0)) {
      throw new IllegalArgumentException(
          "outliers: deviations must be above 0, but is " + deviations);
    }
  }

  static Outliers defaults() {
    return new Outliers(6);
  }

  @Override
  public Cleaned clean(float[][] training, float[][] heldOut) {
    float[][] rows = Cleaner.both(training, heldOut);
    boolean[] out = new boolean[rows.length];
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (int column = 0; column < columns; column++) {
      double[] sorted = Columns.sorted(training, column);
      double median = Columns.median(sorted);
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = Math.abs(sorted[i] - median);
      }
      Arrays.sort(sorted);
      double spread = NORMAL * Columns.median(sorted);
      if (spread > 0) {
        for (int i = 0; i < rows.length; i++) {
          out[i] |= Math.abs(rows[i][column] - median) > deviations * spread;
        }
      }
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i] = out[i] ? null : rows[i];
    }
    return new Cleaned(rows, 0);
  }
}
