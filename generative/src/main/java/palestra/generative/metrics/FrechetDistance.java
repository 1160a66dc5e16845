package palestra.generative.metrics;

/**
 * The Frechet distance of two sets of features, each taken for a normal distribution (Dowson and
 * Landau 1982; on the features of a classifier Heusel et al. 2017):
 *
 * <pre>
 *   |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2))
 * </pre>
 *
 * <p>Means m, covariances C over n - 1. The trace of the root is the sum of the roots of the
 * eigenvalues of {@code B' C2 B} with {@code B B' = C1}, which are those of {@code C1 C2} and real
 * whatever the ranks.
 */
public final class FrechetDistance {
  private FrechetDistance() {}

  /**
   * The distance, 0 where means and covariances are the same; not a number where a feature is not.
   *
   * @param first a row of features for each example, at least two
   * @param second the same for others; there may be more or fewer
   */
  public static double of(float[][] first, float[][] second) {
    FeatureSets.check("the Frechet distance", 2, first, second);
    double[] m1 = means(first);
    double[] m2 = means(second);
    double[][] c1 = covariances(first, m1);
    double[][] c2 = covariances(second, m2);
    double distance = 0;
    double size = 0;
    for (int i = 0; i < m1.length; i++) {
      distance += (m1[i] - m2[i]) * (m1[i] - m2[i]) + c1[i][i] + c2[i][i];
      size += Math.abs(m1[i]) + Math.abs(m2[i]) + c1[i][i] + c2[i][i];
    }
    return Double.isFinite(size) ? Math.max(0, distance - 2 * traceOfRoot(c1, c2)) : Double.NaN;
  }

  /** The trace of {@code (C1 C2)^(1/2)}. */
  static double traceOfRoot(double[][] c1, double[][] c2) {
    int n = c1.length;
    SymmetricEigen eigen = new SymmetricEigen(c1);
    double[][] roots = new double[n][n];
    for (int i = 0; i < n; i++) {
      double root = Math.sqrt(Math.max(0, eigen.value(i)));
      for (int k = 0; k < n; k++) {
        roots[i][k] = root * eigen.vector(i)[k];
      }
    }
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      double[] row = times(roots[i], c2);
      for (int k = i; k < n; k++) {
        for (int j = 0; j < n; j++) {
          product[i][k] += row[j] * roots[k][j];
        }
      }
    }
    SymmetricEigen of = new SymmetricEigen(product);
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += Math.sqrt(Math.max(0, of.value(i)));
    }
    return trace;
  }

  private static double[] times(double[] row, double[][] matrix) {
    double[] product = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      double factor = row[i];
      double[] from = matrix[i];
      for (int k = 0; k < product.length; k++) {
        product[k] += factor * from[k];
      }
    }
    return product;
  }

  static double[] means(float[][] rows) {
    double[] means = new double[rows[0].length];
    for (float[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        means[i] += row[i];
      }
    }
    for (int i = 0; i < means.length; i++) {
      means[i] /= rows.length;
    }
    return means;
  }

  static double[][] covariances(float[][] rows, double[] means) {
    int n = means.length;
    double[][] covariances = new double[n][n];
    double[] centred = new double[n];
    for (float[] row : rows) {
      for (int i = 0; i < n; i++) {
        centred[i] = row[i] - means[i];
      }
      for (int i = 0; i < n; i++) {
        double factor = centred[i];
        double[] to = covariances[i];
        for (int k = 0; k < n; k++) {
          to[k] += factor * centred[k];
        }
      }
    }
    for (double[] line : covariances) {
      for (int k = 0; k < n; k++) {
        line[k] /= rows.length - 1;
      }
    }
    return covariances;
  }
}
