package palestra.generative.applications;

/**
 * Makes pictures larger or smaller by bicubic interpolation (Keys 1981, "Cubic convolution
 * interpolation for digital image processing", with a = -0.5), along each axis by itself:
 *
 * <pre>
 *   k(x) = 1.5 |x|^3 - 2.5 |x|^2 + 1               where |x| &lt;= 1
 *   k(x) = -0.5 |x|^3 + 2.5 |x|^2 - 4 |x| + 2      where 1 &lt; |x| &lt; 2
 * </pre>
 *
 * <p>Pixels are small squares: pixel i of the result lies at {@code (i + 0.5) old / new - 0.5} of
 * the source. Where a picture becomes smaller the kernel is made wider by as much, so that nothing
 * is skipped (antialiasing). Beyond the edge there is nothing: the weights of what is there are
 * divided by their sum. This is what Pillow does with {@code BICUBIC} on float pixels.
 */
public final class Bicubic {
  private static final double REACH = 2;

  private Bicubic() {}

  /**
   * A picture in another size; values may leave the range of the source's a little.
   *
   * @param pixels {@code [height, width, channels]}, row-major
   * @return {@code [newHeight, newWidth, channels]}
   */
  public static float[] resize(
      float[] pixels, int height, int width, int channels, int newHeight, int newWidth) {
    double[][] across = weights(width, newWidth);
    double[][] down = weights(height, newHeight);
    double[] narrow = new double[height * newWidth * channels];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        for (int k = 0; k < width; k++) {
          double weight = across[x][k];
          for (int c = 0; weight != 0 && c < channels; c++) {
            narrow[(y * newWidth + x) * channels + c] +=
                weight * pixels[(y * width + k) * channels + c];
          }
        }
      }
    }
    float[] resized = new float[newHeight * newWidth * channels];
    int row = newWidth * channels;
    for (int y = 0; y < newHeight; y++) {
      for (int i = 0; i < row; i++) {
        double sum = 0;
        for (int k = 0; k < height; k++) {
          sum += down[y][k] * narrow[k * row + i];
        }
        resized[y * row + i] = (float) sum;
      }
    }
    return resized;
  }

  /** Cuts off what lies below 0 and above 1, in place. */
  static float[] clipped(float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.max(0, Math.min(1, row[i]));
    }
    return row;
  }

  /** Keys's kernel. */
  static double kernel(double distance) {
    double x = Math.abs(distance);
    if (x <= 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < REACH ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  }

  /** For each new pixel of an axis, the weights of the old ones. */
  private static double[][] weights(int old, int fresh) {
    double step = (double) old / fresh;
    double stretch = Math.max(1, step);
    double[][] weights = new double[fresh][old];
    for (int i = 0; i < fresh; i++) {
      double at = (i + 0.5) * step - 0.5;
      double sum = 0;
      for (int k = 0; k < old; k++) {
        weights[i][k] = kernel((k - at) / stretch);
        sum += weights[i][k];
      }
      for (int k = 0; k < old; k++) {
        weights[i][k] /= sum;
      }
    }
    return weights;
  }
}
