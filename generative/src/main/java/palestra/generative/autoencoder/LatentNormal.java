package palestra.generative.autoencoder;

import java.util.random.RandomGenerator;

/**
 * A normal distribution with any covariance, fitted to latents after training, so that an
 * autoencoder without a prior can be drawn from (Ghosh et al. 2020, "From variational to
 * deterministic autoencoders", section 4).
 */
final class LatentNormal {
  private static final double JITTER = 1e-6;

  private final double[] mean;

  /** The lower triangle whose product with its transpose is the covariance. */
  private final double[][] root;

  private LatentNormal(double[] mean, double[][] root) {
    this.mean = mean;
    this.root = root;
  }

  static LatentNormal of(float[][] rows) {
    int n = rows[0].length;
    double[] mean = new double[n];
    for (float[] row : rows) {
      for (int i = 0; i < n; i++) {
        mean[i] += (double) row[i] / rows.length;
      }
    }
    double[][] covariance = new double[n][n];
    for (float[] row : rows) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k <= i; k++) {
          covariance[i][k] += (row[i] - mean[i]) * (row[k] - mean[k]) / rows.length;
        }
      }
    }
    return new LatentNormal(mean, cholesky(covariance));
  }

  /** Of a symmetric matrix whose lower triangle is given; what has no variance stays so. */
  private static double[][] cholesky(double[][] a) {
    int n = a.length;
    double[][] root = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k <= i; k++) {
        double rest = a[i][k];
        for (int m = 0; m < k; m++) {
          rest -= root[i][m] * root[k][m];
        }
        if (i == k) {
          root[i][i] = Math.sqrt(Math.max(rest, JITTER * a[i][i]));
        } else {
          root[i][k] = root[k][k] == 0 ? 0 : rest / root[k][k];
        }
      }
    }
    return root;
  }

  float[][] draw(int count, RandomGenerator random) {
    float[][] rows = new float[count][mean.length];
    double[] normal = new double[mean.length];
    for (float[] row : rows) {
      for (int i = 0; i < normal.length; i++) {
        normal[i] = random.nextGaussian();
        double sum = mean[i];
        for (int k = 0; k <= i; k++) {
          sum += root[i][k] * normal[k];
        }
        row[i] = (float) sum;
      }
    }
    return rows;
  }
}
