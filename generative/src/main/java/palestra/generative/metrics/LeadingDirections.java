package palestra.generative.metrics;

import java.util.random.RandomGenerator;
import palestra.networks.random.SplitMix64;

/**
 * The few eigenvectors of a large symmetric matrix that belong to its largest eigenvalues, by
 * orthogonal iteration (Golub and Van Loan, "Matrix computations", section 8.2): at a cost that
 * grows with the square of the matrix's rows, where {@link SymmetricEigen}'s grows with their cube.
 * Directions whose eigenvalues are nearly the same may be mixed; what they span is not.
 */
final class LeadingDirections {
  private static final int ITERATIONS = 60;

  /** Iterating on more directions than are asked for makes those converge sooner. */
  private static final int MORE = 8;

  private LeadingDirections() {}

  /**
   * Finds them, the largest eigenvalue's first.
   *
   * @param symmetric of finite numbers, no eigenvalue below 0
   * @param count at most the matrix's rows
   */
  static double[][] of(double[][] symmetric, int count) {
    int size = symmetric.length;
    RandomGenerator random = new SplitMix64(0);
    double[][] basis = new double[Math.min(size, count + MORE)][size];
    for (double[] vector : basis) {
      for (int i = 0; i < size; i++) {
        vector[i] = random.nextGaussian();
      }
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int k = 0; k < basis.length; k++) {
        basis[k] = times(symmetric, basis[k]);
      }
      orthonormalize(basis);
    }
    double[][] leading = new double[count][];
    System.arraycopy(basis, 0, leading, 0, count);
    return leading;
  }

  /** The variance along a direction of length 1: its eigenvalue, where it is an eigenvector. */
  static double value(double[][] symmetric, double[] direction) {
    return dot(direction, times(symmetric, direction));
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
}
