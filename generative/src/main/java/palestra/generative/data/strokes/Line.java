package palestra.generative.data.strokes;

import java.util.Arrays;
import palestra.generative.data.strokes.GlyphTable.Glyph;

/**
 * The middle line of a drawn digit as a chain of points in pixels, reused from digit to digit. A
 * curve between two points is the cubic whose ends have the directions of their neighbours
 * (Catmull-Rom); at corners and ends, the direction of the next point.
 */
final class Line {
  private static final float PIXELS_APART = 1.4f;

  private float[] x = new float[64];
  private float[] y = new float[64];
  private boolean[] first = new boolean[64];
  private int count;

  int count() {
    return count;
  }

  float x(int i) {
    return x[i];
  }

  float y(int i) {
    return y[i];
  }

  /** Whether the pen was lifted before this point. */
  boolean first(int i) {
    return first[i];
  }

  /** Follows a glyph whose points have been moved to {@code points}, in pixels. */
  void follow(Glyph glyph, float[] points) {
    count = 0;
    int begin = 0;
    for (int end : glyph.ends()) {
      add(points[2 * begin], points[2 * begin + 1], true);
      for (int i = begin; i < end - 1; i++) {
        boolean sharp = i == begin || glyph.corners()[i];
        boolean nextSharp = i + 2 == end || glyph.corners()[i + 1];
        curve(points, i, sharp, nextSharp);
      }
      begin = end;
    }
  }

  private void curve(float[] p, int i, boolean sharp, boolean nextSharp) {
    float ax = p[2 * i];
    float ay = p[2 * i + 1];
    float bx = p[2 * i + 2];
    float by = p[2 * i + 3];
    float dx = bx - ax;
    float dy = by - ay;
    float ux = sharp ? dx : (bx - p[2 * i - 2]) / 2;
    float uy = sharp ? dy : (by - p[2 * i - 1]) / 2;
    float vx = nextSharp ? dx : (p[2 * i + 4] - ax) / 2;
    float vy = nextSharp ? dy : (p[2 * i + 5] - ay) / 2;
    int steps = Math.max(1, (int) (Math.sqrt(dx * dx + dy * dy) / PIXELS_APART + 0.5));
    for (int k = 1; k <= steps; k++) {
      float t = (float) k / steps;
      float s = 1 - t;
      float a = s * s * (1 + 2 * t);
      float b = t * t * (3 - 2 * t);
      float c = t * s * s;
      float d = -t * t * s;
      add(a * ax + b * bx + c * ux + d * vx, a * ay + b * by + c * uy + d * vy, false);
    }
  }

  private void add(float px, float py, boolean begins) {
    if (count == x.length) {
      x = Arrays.copyOf(x, 2 * count);
      y = Arrays.copyOf(y, 2 * count);
      first = Arrays.copyOf(first, 2 * count);
    }
    x[count] = px;
    y[count] = py;
    first[count++] = begins;
  }

  /**
   * Shrinks the line where it is too large for a square, and moves it in.
   *
   * @param low the least coordinate allowed
   * @param high the greatest
   * @param shiftX where the middle would be, of the room that is left, from -1 to 1
   * @param shiftY likewise
   */
  void fit(float low, float high, float shiftX, float shiftY) {
    float left = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      left = Math.min(left, x[i]);
      right = Math.max(right, x[i]);
      top = Math.min(top, y[i]);
      bottom = Math.max(bottom, y[i]);
    }
    float room = high - low;
    float by = Math.min(1, room / Math.max(1e-3f, Math.max(right - left, bottom - top)));
    float middle = (low + high) / 2;
    float moveX = middle + shiftX * (room - by * (right - left)) / 2 - by * (left + right) / 2;
    float moveY = middle + shiftY * (room - by * (bottom - top)) / 2 - by * (top + bottom) / 2;
    for (int i = 0; i < count; i++) {
      x[i] = x[i] * by + moveX;
      y[i] = y[i] * by + moveY;
    }
  }
}
