package palestra.generative.data.strokes;

import java.util.Arrays;

/**
 * Draws a line in one style. Each pixel holds how deep its middle lies inside the line, in pixels:
 * the half width less the distance to the middle line, the greatest over all pieces. A pixel at
 * depth 0 is half covered, which makes the edge one pixel soft.
 */
final class Ink {
  private static final float FAR = -1e6f;

  private final int size;
  private final float[] depth;

  Ink(int size) {
    this.size = size;
    depth = new float[size * size];
  }

  /** How far from its middle line a style reaches, in pixels. */
  static float reach(StrokeStyle style, float width) {
    return switch (style) {
      case PEN -> width / 2;
      case BRUSH -> 0.8f * width;
      case OUTLINE -> radius(width) + contour(width) / 2;
      case DOTS -> dot(width);
    };
  }

  private static float radius(float width) {
    return 0.75f * width + 0.35f;
  }

  private static float contour(float width) {
    return 0.3f * width + 0.4f;
  }

  private static float dot(float width) {
    return 0.55f * width;
  }

  /** Draws into a picture of {@code size * size} values from 0 to 1 that begins at an offset. */
  void draw(Line line, StrokeStyle style, float width, float[] rows, int offset) {
    Arrays.fill(depth, FAR);
    float edge = 0;
    switch (style) {
      case PEN -> pen(line, width / 2);
      case BRUSH -> brush(line, width);
      case DOTS -> dots(line, dot(width));
      case OUTLINE -> {
        edge = contour(width) / 2;
        stroke(line, radius(width), edge + 0.5f);
      }
    }
    for (int i = 0; i < depth.length; i++) {
      float inside = style == StrokeStyle.OUTLINE ? edge - Math.abs(depth[i]) : depth[i];
      rows[offset + i] = Math.min(1, Math.max(0, inside + 0.5f));
    }
  }

  private void pen(Line line, float radius) {
    stroke(line, radius, 0.5f);
  }

  private void stroke(Line line, float radius, float beyond) {
    for (int i = 0; i < line.count(); i++) {
      int from = line.first(i) ? i : i - 1;
      if (from < i) {
        piece(line.x(from), line.y(from), radius, line.x(i), line.y(i), radius, beyond);
      }
    }
  }

  /** Widest across the nib's edge, which runs from the lower left to the upper right. */
  private void brush(Line line, float width) {
    float before = 0;
    for (int i = 0; i < line.count(); i++) {
      boolean ends = i + 1 == line.count() || line.first(i + 1);
      int a = line.first(i) ? i : i - 1;
      int b = ends ? i : i + 1;
      float dx = line.x(b) - line.x(a);
      float dy = line.y(b) - line.y(a);
      float length = (float) Math.sqrt(dx * dx + dy * dy);
      float across = length > 0 ? Math.abs(dx + dy) / (1.4142f * length) : 0;
      float radius = width * (0.18f + 0.62f * across * across);
      if (line.first(i) || ends) {
        radius *= 0.5f;
      }
      if (!line.first(i)) {
        piece(line.x(i - 1), line.y(i - 1), before, line.x(i), line.y(i), radius, 0.5f);
      }
      before = radius;
    }
  }

  private void dots(Line line, float radius) {
    float apart = 2.6f * radius;
    float left = 0;
    for (int i = 0; i < line.count(); i++) {
      if (line.first(i)) {
        piece(line.x(i), line.y(i), radius, line.x(i), line.y(i), radius, 0.5f);
        left = apart;
        continue;
      }
      float dx = line.x(i) - line.x(i - 1);
      float dy = line.y(i) - line.y(i - 1);
      float length = (float) Math.sqrt(dx * dx + dy * dy);
      float at = left;
      for (; at <= length; at += apart) {
        float x = line.x(i - 1) + dx * at / length;
        float y = line.y(i - 1) + dy * at / length;
        piece(x, y, radius, x, y, radius, 0.5f);
      }
      left = at - length;
    }
  }

  /** A straight piece whose half width goes from one radius to another, with round ends. */
  private void piece(float ax, float ay, float ar, float bx, float by, float br, float beyond) {
    float reach = Math.max(ar, br) + beyond;
    int left = Math.max(0, (int) Math.ceil(Math.min(ax, bx) - reach - 0.5f));
    int right = Math.min(size - 1, (int) Math.floor(Math.max(ax, bx) + reach - 0.5f));
    int top = Math.max(0, (int) Math.ceil(Math.min(ay, by) - reach - 0.5f));
    int bottom = Math.min(size - 1, (int) Math.floor(Math.max(ay, by) + reach - 0.5f));
    float dx = bx - ax;
    float dy = by - ay;
    float square = dx * dx + dy * dy;
    float scale = square > 0 ? 1 / square : 0;
    for (int row = top; row <= bottom; row++) {
      float py = row + 0.5f - ay;
      for (int column = left; column <= right; column++) {
        float px = column + 0.5f - ax;
        float t = Math.min(1, Math.max(0, (px * dx + py * dy) * scale));
        float ex = px - t * dx;
        float ey = py - t * dy;
        float inside = ar + t * (br - ar) - (float) Math.sqrt(ex * ex + ey * ey);
        int i = row * size + column;
        if (inside > depth[i]) {
          depth[i] = inside;
        }
      }
    }
  }
}
