package palestra.generative.data.steps;

import java.util.Arrays;

/** Statistics of one column of rows, missing values left out. */
final class Columns {
  private Columns() {}

  /** All numbers of a column that are there, sorted. */
  static double[] sorted(float[][] rows, int column) {
    double[] numbers = new double[rows.length];
    int count = 0;
    for (float[] row : rows) {
      if (!Float.isNaN(row[column])) {
        numbers[count++] = row[column];
      }
    }
    numbers = Arrays.copyOf(numbers, count);
    Arrays.sort(numbers);
    return numbers;
  }

  /** The middle one, or the mean of the two in the middle; NaN of none. */
  static double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
