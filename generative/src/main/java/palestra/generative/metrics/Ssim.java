package palestra.generative.metrics;

import java.util.Arrays;

/**
 * The structural similarity of pictures (Wang et al. 2004) with the authors' window, an 11 x 11
 * Gaussian of sigma 1.5, and constants 0.01 and 0.03, over the places where the window fits:
 *
 * <pre>
 *   (2 mx my + c1) (2 sxy + c2) / ((mx^2 + my^2 + c1) (sx^2 + sy^2 + c2))
 * </pre>
 *
 * <p>Means m, variances and covariance s are weighted by the window. Of several channels, the mean
 * of each by itself. 1 for the same pictures; below 0 where they are opposite.
 */
public final class Ssim {
  private static final int WINDOW = 11;
  private static final double SIGMA = 1.5;
  private static final double C1 = 0.01 * 0.01;
  private static final double C2 = 0.03 * 0.03;
  private static final double[] WEIGHTS = weights();

  private Ssim() {}

  /**
   * The mean over several pictures.
   *
   * @param pictures a row each, from 0 to 1
   * @param references what each should look like
   * @param shape {@code {height, width, channels}}, sides of at least 11
   */
  public static double of(float[][] pictures, float[][] references, int... shape) {
    FeatureSets.checkPairs("SSIM", pictures, references);
    if (shape.length != 3 || shape[0] < WINDOW || shape[1] < WINDOW) {
      throw new IllegalArgumentException(
          "SSIM needs pictures of at least %d x %d pixels, not %s"
              .formatted(WINDOW, WINDOW, Arrays.toString(shape)));
    }
    if (shape[0] * shape[1] * shape[2] != pictures[0].length) {
      throw new IllegalArgumentException(
          "pictures of shape %s have not %d numbers"
              .formatted(Arrays.toString(shape), pictures[0].length));
    }
    double sum = 0;
    for (int i = 0; i < pictures.length; i++) {
      for (int channel = 0; channel < shape[2]; channel++) {
        sum += of(pictures[i], references[i], shape, channel);
      }
    }
    return sum / pictures.length / shape[2];
  }

  private static double of(float[] x, float[] y, int[] shape, int channel) {
    int height = shape[0];
    int width = shape[1];
    double[][] fields = new double[5][height * width];
    for (int i = 0; i < height * width; i++) {
      double a = x[i * shape[2] + channel];
      double b = y[i * shape[2] + channel];
      fields[0][i] = a;
      fields[1][i] = b;
      fields[2][i] = a * a;
      fields[3][i] = b * b;
      fields[4][i] = a * b;
    }
    for (int i = 0; i < fields.length; i++) {
      fields[i] = blurred(fields[i], height, width);
    }
    double sum = 0;
    for (int i = 0; i < fields[0].length; i++) {
      double mx = fields[0][i];
      double my = fields[1][i];
      double variances = fields[2][i] - mx * mx + fields[3][i] - my * my;
      double covariance = fields[4][i] - mx * my;
      sum +=
          (2 * mx * my + C1)
              * (2 * covariance + C2)
              / ((mx * mx + my * my + C1) * (variances + C2));
    }
    return sum / fields[0].length;
  }

  /** The weighted means of all places where the window fits. */
  private static double[] blurred(double[] field, int height, int width) {
    int rows = height - WINDOW + 1;
    int columns = width - WINDOW + 1;
    double[] along = new double[height * columns];
    for (int i = 0; i < height; i++) {
      for (int k = 0; k < columns; k++) {
        for (int w = 0; w < WINDOW; w++) {
          along[i * columns + k] += WEIGHTS[w] * field[i * width + k + w];
        }
      }
    }
    double[] both = new double[rows * columns];
    for (int i = 0; i < rows; i++) {
      for (int w = 0; w < WINDOW; w++) {
        for (int k = 0; k < columns; k++) {
          both[i * columns + k] += WEIGHTS[w] * along[(i + w) * columns + k];
        }
      }
    }
    return both;
  }

  private static double[] weights() {
    double[] weights = new double[WINDOW];
    double sum = 0;
    for (int i = 0; i < WINDOW; i++) {
      double x = (i - WINDOW / 2) / SIGMA;
      weights[i] = Math.exp(-x * x / 2);
      sum += weights[i];
    }
    for (int i = 0; i < WINDOW; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
