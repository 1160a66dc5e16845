package palestra.generative.applications;

import java.util.random.RandomGenerator;
import palestra.networks.random.SplitMix64;

/**
 * The few directions in which long rows vary most, by orthogonal iteration on their covariance
 * (Golub and Van Loan, section 8.2): what {@code PrincipalComponents} finds exactly, at a cost that
 * grows with the square of a row's length and not with its cube.
 */
final class LeadingComponents {
  private static final int ITERATIONS = 60;

  /** Iterating on more directions than are asked for makes those converge sooner. */
  private static final int MORE = 8;

  private final double[] mean;
  private final double[][] directions;

  /**
   * Looks at rows.
   *
   * @param rows at least one
   * @param count how many components; at most the length of a row
   */
  LeadingComponents(float[][] rows, int count) {
    int size = rows[0].length;
    mean = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        mean[i] += (double) row[i] / rows.length;
      }
    }
    double[][] covariance = covariance(rows);
    RandomGenerator random = new SplitMix64(0);
    double[][] basis = new double[Math.min(size, count + MORE)][size];
    for (double[] vector : basis) {
      for (int i = 0; i < size; i++) {
        vector[i] = random.nextGaussian();
      }
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int k = 0; k < basis.length; k++) {
        basis[k] = times(covariance, basis[k]);
      }
      orthonormalize(basis);
    }
    directions = new double[count][];
    System.arraycopy(basis, 0, directions, 0, count);
  }

  private double[][] covariance(float[][] rows) {
    int size = mean.length;
    double[][] covariance = new double[size][size];
    double[] off = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        off[i] = row[i] - mean[i];
      }
      for (int i = 0; i < size; i++) {
        for (int k = 0; off[i] != 0 && k < size; k++) {
          covariance[i][k] += off[i] * off[k];
        }
      }
    }
    return covariance;
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = dot(matrix[i], vector);
    }
    return product;
  }

  /** Gram and Schmidt's way, one vector after the other; a vector that vanishes stays so. */
  private static void orthonormalize(double[][] basis) {
    for (int k = 0; k < basis.length; k++) {
      for (int earlier = 0; earlier < k; earlier++) {
        double along = dot(basis[k], basis[earlier]);
        for (int i = 0; i < basis[k].length; i++) {
          basis[k][i] -= along * basis[earlier][i];
        }
      }
      double norm = Math.sqrt(dot(basis[k], basis[k]));
      for (int i = 0; norm > 0 && i < basis[k].length; i++) {
        basis[k][i] /= norm;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Rows by their components, {@code [rows, count]}. */
  float[][] project(float[][] rows) {
    float[][] projected = new float[rows.length][directions.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < directions.length; k++) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
          sum += (rows[r][i] - mean[i]) * directions[k][i];
        }
        projected[r][k] = (float) sum;
      }
    }
    return projected;
  }

  /** Rows from components: the nearest there are to those that were projected. */
  float[][] restore(float[][] projected) {
    float[][] rows = new float[projected.length][mean.length];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < mean.length; i++) {
        double sum = mean[i];
        for (int k = 0; k < directions.length; k++) {
          sum += projected[r][k] * directions[k][i];
        }
        rows[r][i] = (float) sum;
      }
    }
    return rows;
  }
}
