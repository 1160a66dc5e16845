package palestra.experiments.frames;

/**
 * Scales pictures to a square of fixed size: each new pixel is the mean over the area of the old
 * picture that it covers.
 */
final class Shrinking {
  /** Luma of red, green and blue (ITU-R BT.601). */
  private static final double[] LUMA = {0.299, 0.587, 0.114};

  private final int size;
  private final int channels;

  /** To {@code size} x {@code size} pixels of one channel, grey, or three. */
  Shrinking(int size, int channels) {
    this.size = size;
    this.channels = channels;
  }

  /**
   * The bytes {@code [size, size, channels]} of a picture.
   *
   * @param rgb {@code 0x00RRGGBB}, row by row from the top
   */
  byte[] of(int[] rgb, int width, int height) {
    byte[] out = new byte[size * size * channels];
    double[] mean = new double[3];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        average(rgb, width, height, x, y, mean);
        int at = (y * size + x) * channels;
        if (channels == 1) {
          out[at] = rounded(LUMA[0] * mean[0] + LUMA[1] * mean[1] + LUMA[2] * mean[2]);
        } else {
          for (int c = 0; c < 3; c++) {
            out[at + c] = rounded(mean[c]);
          }
        }
      }
    }
    return out;
  }

  private static byte rounded(double value) {
    return (byte) Math.round(value);
  }

  private void average(int[] rgb, int width, int height, int x, int y, double[] mean) {
    double left = (double) x * width / size;
    double right = (double) (x + 1) * width / size;
    double top = (double) y * height / size;
    double bottom = (double) (y + 1) * height / size;
    mean[0] = 0;
    mean[1] = 0;
    mean[2] = 0;
    double area = (right - left) * (bottom - top);
    for (int v = (int) top; v < Math.min(height, (int) Math.ceil(bottom)); v++) {
      double tall = Math.min(v + 1, bottom) - Math.max(v, top);
      for (int u = (int) left; u < Math.min(width, (int) Math.ceil(right)); u++) {
        double share = tall * (Math.min(u + 1, right) - Math.max(u, left)) / area;
        int pixel = rgb[v * width + u];
        mean[0] += share * ((pixel >> 16) & 0xFF);
        mean[1] += share * ((pixel >> 8) & 0xFF);
        mean[2] += share * (pixel & 0xFF);
      }
    }
  }
}
