package palestra.generative.data.steps;

import java.util.Arrays;

/**
 * {@code fill}: puts the mean or the median of the column's training part in the place of missing
 * numbers.
 *
 * @param value which of them
 */
public record Fill(Value value) implements Cleaner {

  /** What is filled in. */
  public enum Value {
    /** The mean of the column. */
    MEAN,
    /** The median of the column, which outliers do not move. */
    MEDIAN
  }

  static Fill defaults() {
    return new Fill(Value.MEDIAN);
  }

  @Override
  public Cleaned clean(float[][] training, float[][] heldOut) {
    float[][] rows = Cleaner.both(training, heldOut);
    int columns = rows.length == 0 ? 0 : rows[0].length;
    boolean[] own = new boolean[rows.length];
    int filled = 0;
    for (int column = 0; column < columns; column++) {
      double fill = Double.NaN;
      for (int i = 0; i < rows.length; i++) {
        if (Float.isNaN(rows[i][column])) {
          fill = Double.isNaN(fill) ? fill(training, column) : fill;
          rows[i] = own[i] ? rows[i] : rows[i].clone();
          own[i] = true;
          rows[i][column] = (float) fill;
          filled++;
        }
      }
    }
    return new Cleaned(rows, filled);
  }

  private double fill(float[][] training, int column) {
    double[] sorted = Columns.sorted(training, column);
    if (sorted.length == 0) {
      throw new IllegalArgumentException(
          "fill: all training examples lack the number of column " + column + ", from 0");
    }
    return value == Value.MEDIAN
        ? Columns.median(sorted)
        : Arrays.stream(sorted).average().orElseThrow();
  }
}
