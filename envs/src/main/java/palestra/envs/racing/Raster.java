package palestra.envs.racing;

import java.util.Arrays;

/**
 * The large picture that a frame is drawn on before it is shrunk: 1000 x 800 pixels, each one byte
 * that names a colour of a small palette. Pixels that are mixtures name none ({@link #MIXED}) and
 * have their colour in a second plane. One byte a pixel keeps the plane in the processor's cache
 * and lets {@link Shrinking} see at once where nothing changes.
 *
 * <p>Polygons are filled pixel for pixel as the two libraries that the reference draws with fill
 * them: SDL_gfx for what stands on the ground, pygame's own for the car and the indicators. They
 * round differently at edges.
 */
final class Raster {
  static final int WIDTH = 1000;
  static final int HEIGHT = 800;

  /** Names no colour of the palette: the pixel's own is in {@link #mixtures}. */
  static final byte MIXED = (byte) 255;

  private static final int LEFT = 1;
  private static final int RIGHT = 2;
  private static final int ABOVE = 4;
  private static final int BELOW = 8;

  /** Row after row, the upper one first. */
  final byte[] pixels = new byte[WIDTH * HEIGHT];

  /** Colours, 0xRRGGBB, of the pixels that are {@link #MIXED}. */
  final int[] mixtures = new int[WIDTH * HEIGHT];

  /** Bits of a lane of {@link #lanes}: room for sums of values. */
  static final int LANE = 20;

  /** The palette with red, green and blue apart, so that one addition adds all three. */
  final long[] lanes = new long[256];

  private final int[] palette = new int[256];

  /** The last row that is drawn into, counted from below; what is lower will be covered. */
  private final int covered;

  private final int[] crossings = new int[16];

  /**
   * A black picture.
   *
   * @param covered number of rows at the bottom that {@link #ground} need not draw
   */
  Raster(int covered) {
    this.covered = covered;
  }

  /** Index of a pixel where y points up, as it does on the ground. */
  private static int upward(int x, int y) {
    return (HEIGHT - 1 - y) * WIDTH + x;
  }

  /** Sets a colour of the palette, 0xRRGGBB. */
  void color(int color, int rgb) {
    palette[color] = rgb;
    lanes[color] = lanes(rgb);
  }

  /** Red, green and blue of a colour of the palette, 0xRRGGBB. */
  int rgb(int color) {
    return palette[color];
  }

  static long lanes(int rgb) {
    return ((long) (rgb >> 16) << (2 * LANE)) | ((long) ((rgb >> 8) & 0xff) << LANE) | (rgb & 0xff);
  }

  /** A pixel's red, green and blue, apart. */
  long lanesAt(int at) {
    byte pixel = pixels[at];
    return pixel == MIXED ? lanes(mixtures[at]) : lanes[pixel & 0xff];
  }

  /** Makes everything one colour. */
  void clear(int color) {
    Arrays.fill(pixels, (byte) color);
  }

  /** One pixel, y pointing down, mixed of black and white. */
  void gray(int x, int y, int level) {
    int at = y * WIDTH + x;
    pixels[at] = MIXED;
    mixtures[at] = level * 0x10101;
  }

  /**
   * A polygon on the ground, y pointing up: an antialiased outline, then the fill, as SDL_gfx has
   * them.
   */
  void ground(int[] xs, int[] ys, int corners, int color) {
    int minX = xs[0];
    int maxX = xs[0];
    int minY = ys[0];
    int maxY = ys[0];
    for (int i = 1; i < corners; i++) {
      minX = Math.min(minX, xs[i]);
      maxX = Math.max(maxX, xs[i]);
      minY = Math.min(minY, ys[i]);
      maxY = Math.max(maxY, ys[i]);
    }
    if (maxX < 0 || minX >= WIDTH || maxY < covered || minY >= HEIGHT) {
      return;
    }
    for (int i = 0; i < corners; i++) {
      int next = i + 1 == corners ? 0 : i + 1;
      outline(xs[i], ys[i], xs[next], ys[next], color);
    }
    int last = Math.min(maxY, HEIGHT - 1);
    for (int y = Math.max(minY, covered); y <= last; y++) {
      int count = 0;
      int previous = corners - 1;
      for (int i = 0; i < corners; i++) {
        int low = ys[previous] <= ys[i] ? previous : i;
        int high = low == i ? previous : i;
        previous = i;
        int y1 = ys[low];
        int y2 = ys[high];
        if (y1 != y2 && ((y >= y1 && y < y2) || (y == maxY && y == y2))) {
          crossings[count++] =
              ((y - y1) * 65536) / (y2 - y1) * (xs[high] - xs[low]) + 65536 * xs[low];
        }
      }
      sort(count);
      for (int i = 0; i + 1 < count; i += 2) {
        int from = (crossings[i] + 1 + 0x8000) >> 16;
        int to = (crossings[i + 1] - 1 + 0x8000) >> 16;
        span(Math.min(from, to), Math.max(from, to), y, color);
      }
    }
  }

  /** Pixels of a row from one to another, both included, y pointing up. */
  private void span(int from, int to, int y, int color) {
    int first = Math.max(from, 0);
    int last = Math.min(to, WIDTH - 1);
    if (first <= last) {
      int row = upward(0, y);
      Arrays.fill(pixels, row + first, row + last + 1, (byte) color);
    }
  }

  /** Sorts the crossings; there are two or four nearly always. */
  private void sort(int count) {
    for (int i = 1; i < count; i++) {
      int value = crossings[i];
      int j = i;
      while (j > 0 && crossings[j - 1] > value) {
        crossings[j] = crossings[j - 1];
        j--;
      }
      crossings[j] = value;
    }
  }

  /**
   * A line whose pixels are mixed with what is below them, without its last pixel: Xiaolin Wu, "An
   * Efficient Antialiasing Technique", 1991, in 16 bits of fraction. What lies outside is cut off
   * first, which rounds, and so turns the line a little.
   */
  private void outline(int fromX, int fromY, int toX, int toY, int color) {
    int x1 = fromX;
    int y1 = fromY;
    int x2 = toX;
    int y2 = toY;
    int code1 = outside(x1, y1);
    int code2 = outside(x2, y2);
    while ((code1 | code2) != 0) {
      if ((code1 & code2) != 0) {
        return;
      }
      if (code1 == 0) {
        int swap = x1;
        x1 = x2;
        x2 = swap;
        swap = y1;
        y1 = y2;
        y2 = swap;
        code1 = code2;
      }
      float slope = x2 == x1 ? 1f : (float) (y2 - y1) / (float) (x2 - x1);
      if ((code1 & (LEFT | RIGHT)) != 0) {
        int edge = (code1 & LEFT) != 0 ? 0 : WIDTH - 1;
        y1 += (short) (int) ((edge - x1) * slope);
        x1 = edge;
      } else {
        int edge = (code1 & BELOW) != 0 ? HEIGHT - 1 : 0;
        if (x2 != x1) {
          x1 += (short) (int) ((edge - y1) / slope);
        }
        y1 = edge;
      }
      code1 = outside(x1, y1);
      code2 = outside(x2, y2);
    }
    line(x1, y1, x2, y2, color);
  }

  private static int outside(int x, int y) {
    return (x < 0 ? LEFT : x > WIDTH - 1 ? RIGHT : 0)
        | (y < 0 ? ABOVE : y > HEIGHT - 1 ? BELOW : 0);
  }

  /** The part of an outline that is inside. */
  private void line(int fromX, int fromY, int toX, int toY, int color) {
    boolean upward = fromY <= toY;
    int x = upward ? fromX : toX;
    int y = upward ? fromY : toY;
    int dx = (upward ? toX : fromX) - x;
    int dy = (upward ? toY : fromY) - y;
    if (dx == 0 || dy == 0) {
      for (int row = y; row <= y + dy; row++) {
        if (row >= covered) {
          span(Math.min(x, x + dx), Math.max(x, x + dx), row, color);
        }
      }
      return;
    }
    mix(fromX, fromY, color, 255);
    int direction = dx > 0 ? 1 : -1;
    int width = Math.abs(dx);
    boolean steep = dy > width;
    int steps = steep ? dy : width;
    int advance = (((steep ? width : dy) << 16) / steps) << 16;
    int error = 0;
    for (int i = 1; i < steps; i++) {
      int before = error;
      error += advance;
      boolean over = Integer.compareUnsigned(error, before) <= 0;
      if (steep) {
        y++;
        x += over ? direction : 0;
      } else {
        x += direction;
        y += over ? 1 : 0;
      }
      int weight = error >>> 24;
      mix(x, y, color, (255 * (255 - weight)) >> 8);
      mix(steep ? x + direction : x, steep ? y : y + 1, color, (255 * weight) >> 8);
    }
  }

  /** Mixes a colour into a pixel, y pointing up. */
  private void mix(int x, int y, int color, int alpha) {
    if (alpha == 0 || x < 0 || x >= WIDTH || y < covered || y >= HEIGHT) {
      return;
    }
    int at = upward(x, y);
    if (alpha == 255) {
      pixels[at] = (byte) color;
      return;
    }
    int below = pixels[at] == MIXED ? mixtures[at] : palette[pixels[at] & 0xff];
    int above = palette[color];
    if (below == above) {
      return;
    }
    pixels[at] = MIXED;
    mixtures[at] =
        (mix(below >> 16, above >> 16, alpha) << 16)
            | (mix((below >> 8) & 0xff, (above >> 8) & 0xff, alpha) << 8)
            | mix(below & 0xff, above & 0xff, alpha);
  }

  private static int mix(int below, int above, int alpha) {
    return (below + (((above - below) * alpha) >> 8)) & 0xff;
  }

  /**
   * A polygon as pygame fills it: whole numbers, edges included.
   *
   * @param up whether y points up, as for the car, or down, as for the indicators
   */
  void part(int[] xs, int[] ys, int corners, int color, boolean up) {
    int minY = ys[0];
    int maxY = ys[0];
    for (int i = 1; i < corners; i++) {
      minY = Math.min(minY, ys[i]);
      maxY = Math.max(maxY, ys[i]);
    }
    if (minY == maxY) {
      int minX = xs[0];
      int maxX = xs[0];
      for (int i = 1; i < corners; i++) {
        minX = Math.min(minX, xs[i]);
        maxX = Math.max(maxX, xs[i]);
      }
      row(minX, maxX, minY, color, up);
      return;
    }
    for (int y = Math.max(minY, 0); y <= Math.min(maxY, HEIGHT - 1); y++) {
      int count = 0;
      int previous = corners - 1;
      for (int i = 0; i < corners; i++) {
        int low = ys[previous] <= ys[i] ? previous : i;
        int high = low == i ? previous : i;
        previous = i;
        int y1 = ys[low];
        int y2 = ys[high];
        if (y1 != y2 && ((y >= y1 && y < y2) || (y == maxY && y2 == maxY))) {
          float along = (float) ((y - y1) * (xs[high] - xs[low])) / (float) (y2 - y1);
          crossings[count] =
              xs[low] + (int) (count % 2 == 0 ? Math.floor(along) : Math.ceil(along));
          count++;
        }
      }
      sort(count);
      for (int i = 0; i + 1 < count; i += 2) {
        row(crossings[i], crossings[i + 1], y, color, up);
      }
    }
    int previous = corners - 1;
    for (int i = 0; i < corners; i++) {
      if (ys[i] == ys[previous] && minY < ys[i] && ys[i] < maxY) {
        row(xs[i], xs[previous], ys[i], color, up);
      }
      previous = i;
    }
  }

  private void row(int x1, int x2, int y, int color, boolean up) {
    if (y >= 0 && y < HEIGHT) {
      span(Math.min(x1, x2), Math.max(x1, x2), up ? y : HEIGHT - 1 - y, color);
    }
  }
}
