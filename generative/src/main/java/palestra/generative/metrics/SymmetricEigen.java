package palestra.generative.metrics;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations (Golub and Van Loan,
 * "Matrix computations", section 8.5), which bear singular matrices. 128 rows take some tenths of a
 * second.
 */
final class SymmetricEigen {
  /** Convergence is quadratic in the end: some ten sweeps are usual. */
  private static final int SWEEPS = 60;

  private final double[][] matrix;
  private final double[][] vectors;

  /**
   * Decomposes a matrix, which is left alone.
   *
   * @param symmetric of finite numbers; its upper triangle counts
   */
  SymmetricEigen(double[][] symmetric) {
    int n = symmetric.length;
    matrix = new double[n][n];
    vectors = new double[n][n];
    double squares = 0;
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
      for (int k = 0; k < n; k++) {
        matrix[i][k] = symmetric[Math.min(i, k)][Math.max(i, k)];
        squares += matrix[i][k] * matrix[i][k];
      }
    }
    double negligible = 1e-16 * Math.sqrt(squares);
    int sweeps = 0;
    while (sweep(negligible)) {
      if (++sweeps == SWEEPS) {
        throw new ArithmeticException("no eigenvalues of a matrix of norm " + Math.sqrt(squares));
      }
    }
  }

  /** The i-th eigenvalue, in no order. */
  double value(int i) {
    return matrix[i][i];
  }

  /** The eigenvector of length 1 that belongs to the i-th eigenvalue. */
  double[] vector(int i) {
    return vectors[i];
  }

  /** Turns each pair of axes; whether any had to be. */
  private boolean sweep(double negligible) {
    boolean turned = false;
    for (int p = 0; p < matrix.length - 1; p++) {
      for (int q = p + 1; q < matrix.length; q++) {
        if (!(Math.abs(matrix[p][q]) <= negligible)) {
          rotate(p, q);
          turned = true;
        }
      }
    }
    return turned;
  }

  /** Turns axes p and q by the smaller of the two angles that make their element zero. */
  private void rotate(int p, int q) {
    double off = matrix[p][q];
    double theta = (matrix[q][q] - matrix[p][p]) / (2 * off);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    double first = matrix[p][p] - t * off;
    double second = matrix[q][q] + t * off;
    turn(matrix[p], matrix[q], c, s);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][p] = matrix[p][i];
      matrix[i][q] = matrix[q][i];
    }
    matrix[p][p] = first;
    matrix[q][q] = second;
    matrix[p][q] = 0;
    matrix[q][p] = 0;
    turn(vectors[p], vectors[q], c, s);
  }

  private static void turn(double[] x, double[] y, double c, double s) {
    for (int i = 0; i < x.length; i++) {
      double a = x[i];
      double b = y[i];
      x[i] = c * a - s * b;
      y[i] = s * a + c * b;
    }
  }
}
