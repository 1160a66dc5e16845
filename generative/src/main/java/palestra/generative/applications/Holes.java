package palestra.generative.applications;

import java.util.random.RandomGenerator;

/**
 * Rectangular holes in pictures, and how they are filled without learning.
 *
 * @param shape of a picture, {@code {height, width, channels}}
 * @param least share of a side that a hole takes at least
 * @param most share of a side that a hole takes at most
 */
record Holes(int[] shape, double least, double most) {
  private static final int SSIM_SIDE = 11;
  private static final int SSIM_REACH = 5;

  /** What stays of a picture on each side of a hole. */
  private static final int EDGE = 1;

  /**
   * One hole, at least one pixel away from each edge of the picture.
   *
   * @param top its first row
   * @param left its first column
   * @param height in pixels
   * @param width in pixels
   */
  record Hole(int top, int left, int height, int width) {
    /** Whether it takes this pixel. */
    boolean has(int y, int x) {
      return y >= top && y < top + height && x >= left && x < left + width;
    }
  }

  /** Draws a hole: sides and place evenly among all that fit. */
  Hole draw(RandomGenerator random) {
    int height = side(random, shape[0]);
    int width = side(random, shape[1]);
    int top = EDGE + random.nextInt(shape[0] - 2 * EDGE - height + 1);
    int left = EDGE + random.nextInt(shape[1] - 2 * EDGE - width + 1);
    return new Hole(top, left, height, width);
  }

  private int side(RandomGenerator random, int whole) {
    int room = whole - 2 * EDGE;
    int low = Math.min(room, Math.max(1, (int) Math.round(least * whole)));
    int high = Math.min(room, Math.max(low, (int) Math.round(most * whole)));
    return random.nextInt(low, high + 1);
  }

  /** The picture without what is in the hole: 0 there. */
  float[] cut(float[] row, Hole hole) {
    float[] cut = row.clone();
    each(hole, (y, x, at) -> cut[at] = 0);
    return cut;
  }

  /** The picture with another's pixels in the hole. */
  float[] filled(float[] row, float[] other, Hole hole) {
    float[] filled = row.clone();
    each(hole, (y, x, at) -> filled[at] = other[at]);
    return filled;
  }

  /** The mean squared error in the hole. */
  double squaredError(float[] row, float[] original, Hole hole) {
    double[] sum = new double[2];
    each(
        hole,
        (y, x, at) -> {
          double difference = (double) row[at] - original[at];
          sum[0] += difference * difference;
          sum[1]++;
        });
    return sum[0] / sum[1];
  }

  /**
   * The part of a picture in which all of SSIM's windows lie whose middle is in the hole, as far as
   * the picture goes.
   *
   * @return null where it is too small for a window
   */
  Hole around(Hole hole) {
    int top = Math.max(0, hole.top() - SSIM_REACH);
    int left = Math.max(0, hole.left() - SSIM_REACH);
    int bottom = Math.min(shape[0], hole.top() + hole.height() + SSIM_REACH);
    int right = Math.min(shape[1], hole.left() + hole.width() + SSIM_REACH);
    return bottom - top < SSIM_SIDE || right - left < SSIM_SIDE
        ? null
        : new Hole(top, left, bottom - top, right - left);
  }

  /** The pixels of a rectangle alone. */
  float[] crop(float[] row, Hole part) {
    float[] crop = new float[part.height() * part.width() * shape[2]];
    int[] next = new int[1];
    each(part, (y, x, at) -> crop[next[0]++] = row[at]);
    return crop;
  }

  /**
   * Fills a hole by bicubic interpolation: along each row and each column the cubic of Keys (1981)
   * runs from the last pixel before the hole to the first behind it, on a coarse grid whose step is
   * as wide as the gap, so that the next two grid points lie that far out, or at the picture's edge
   * if that comes first. The two values of a pixel are weighted by the inverse of its distance to
   * the nearest known pixel of the row and of the column, and cut to the range from 0 to 1.
   */
  float[] bicubic(float[] row, Hole hole) {
    float[] filled = row.clone();
    int bottom = hole.top() + hole.height();
    int right = hole.left() + hole.width();
    int channels = shape[2];
    int line = shape[1] * channels;
    each(
        hole,
        (y, x, at) -> {
          int c = at % channels;
          double across = cubic(row, y * line + c, channels, shape[1], hole.left() - 1, right, x);
          double down = cubic(row, x * channels + c, line, shape[0], hole.top() - 1, bottom, y);
          double nearAcross = Math.min(x - hole.left() + 1, right - x);
          double nearDown = Math.min(y - hole.top() + 1, bottom - y);
          double value = (across * nearDown + down * nearAcross) / (nearAcross + nearDown);
          filled[at] = (float) Math.max(0, Math.min(1, value));
        });
    return filled;
  }

  private static double cubic(
      float[] row, int first, int stride, int length, int from, int to, int at) {
    int gap = to - from;
    double sum = 0;
    for (int k = -1; k <= 2; k++) {
      int place = Math.max(0, Math.min(length - 1, from + k * gap));
      double position = (double) (at - from) / gap;
      sum += Bicubic.kernel(position - k) * row[first + place * stride];
    }
    return sum;
  }

  /** Sees one number of a picture. */
  private interface Visitor {
    void visit(int y, int x, int index);
  }

  private void each(Hole hole, Visitor visitor) {
    for (int y = hole.top(); y < hole.top() + hole.height(); y++) {
      for (int x = hole.left(); x < hole.left() + hole.width(); x++) {
        for (int c = 0; c < shape[2]; c++) {
          visitor.visit(y, x, (y * shape[1] + x) * shape[2] + c);
        }
      }
    }
  }

  /** Whether pictures are large enough for SSIM's window. */
  static boolean hasSsim(int[] shape) {
    return Math.min(shape[0], shape[1]) >= SSIM_SIDE;
  }
}
