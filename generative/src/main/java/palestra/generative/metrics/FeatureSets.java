package palestra.generative.metrics;

import java.util.Arrays;

/** What is asked of sets of rows that are compared, and sums over all their pairs. */
final class FeatureSets {
  /** Rows whose sums are made together, so that the others' numbers are fetched once for all. */
  private static final int TOGETHER = 4;

  private FeatureSets() {}

  /**
   * Looks at two sets.
   *
   * @param least rows that each must have
   * @throws IllegalArgumentException if there are fewer, or rows differ in size
   */
  static void check(String what, int least, float[][] first, float[][] second) {
    for (float[][] rows : new float[][][] {first, second}) {
      if (rows.length < least) {
        throw new IllegalArgumentException(
            "%s needs at least %d examples on either side, not %d"
                .formatted(what, least, rows.length));
      }
      for (float[] row : rows) {
        if (row.length != first[0].length) {
          throw new IllegalArgumentException(
              "%s needs rows of the same size, not of %d and %d"
                  .formatted(what, first[0].length, row.length));
        }
      }
    }
  }

  /** Looks at rows and what each should be. */
  static void checkPairs(String what, float[][] rows, float[][] references) {
    if (rows.length != references.length) {
      throw new IllegalArgumentException(
          "%s needs a reference for each row, not %d for %d"
              .formatted(what, references.length, rows.length));
    }
    check(what, 1, rows, references);
  }

  /** Takes what one row has with all others. */
  interface Visitor {
    /**
     * Looks at one row.
     *
     * @param row its place
     * @param pairs one number for each of the others; written over afterwards
     */
    void visit(int row, double[] pairs);
  }

  /** Visits the squared distances of each row to all of {@code others}, in order. */
  static void squaredDistances(float[][] rows, float[][] others, Visitor visitor) {
    double[][] columns = columns(others);
    double[][] sums = new double[TOGETHER][others.length];
    for (int start = 0; start < rows.length; start += TOGETHER) {
      int end = Math.min(rows.length, start + TOGETHER);
      for (int i = start; i < end; i++) {
        Arrays.fill(sums[i - start], 0);
      }
      for (int k = 0; k < columns.length; k++) {
        for (int i = start; i < end; i++) {
          addSquares(rows[i][k], columns[k], sums[i - start]);
        }
      }
      for (int i = start; i < end; i++) {
        visitor.visit(i, sums[i - start]);
      }
    }
  }

  /** Visits the products of each row with all of {@code others}, in order. */
  static void products(float[][] rows, float[][] others, Visitor visitor) {
    double[][] columns = columns(others);
    double[] sums = new double[others.length];
    for (int i = 0; i < rows.length; i++) {
      Arrays.fill(sums, 0);
      for (int k = 0; k < columns.length; k++) {
        addProducts(rows[i][k], columns[k], sums);
      }
      visitor.visit(i, sums);
    }
  }

  // Kept apart and plain, so that the compiler makes vector instructions of them.
  private static void addSquares(double value, double[] column, double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      double difference = value - column[j];
      sums[j] += difference * difference;
    }
  }

  private static void addProducts(double value, double[] column, double[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += value * column[j];
    }
  }

  private static double[][] columns(float[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < columns.length; k++) {
        columns[k][i] = rows[i][k];
      }
    }
    return columns;
  }
}
