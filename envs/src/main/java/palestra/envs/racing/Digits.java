package palestra.envs.racing;

/**
 * The return so far, written in the lower left corner of what is observed, as large as the
 * reference writes it. The reference takes the glyphs from a bold font that it brings along; these
 * are strokes of our own in the same places, for no font is sure to be installed.
 */
final class Digits {
  private static final int CENTER_X = 60;
  private static final int TOP = 727;
  private static final int HEIGHT = 46;
  private static final int DIGIT_WIDTH = 23;
  private static final int SIGN_WIDTH = 13;
  private static final int MINUS = 10;

  /** Half a stroke's width, pixels. */
  private static final double HALF = 2.65;

  /**
   * Strokes of 0 to 9 and the minus sign: lines (x1, y1, x2, y2) in even rows, and parts of
   * ellipses (x, y, radius along x, along y, from and to angle in degrees, clockwise from the
   * right) in odd ones.
   */
  private static final double[][][] STROKES = {
    {{}, {11.5, 18.5, 7.9, 13.3, 0, 360}},
    {{13, 9.5, 12.9, 32.4, 5.8, 11.7, 12.2, 11.1, 12.6, 9.8, 13.5, 7.7}, {}},
    {{17.8, 16.2, 3.9, 28.3, 3.5, 30.5, 18.7, 30.5}, {11.1, 11.5, 7.1, 6, -184, 31}},
    {{11.7, 17.9, 14.2, 17.6}, {11, 11.4, 7.1, 6.1, -174, 70, 11.3, 24.8, 7.8, 6.8, -59, 165}},
    {{16.3, 6.2, 15.8, 31.7, 13.3, 6.4, 3.4, 22.1, 3.3, 24.6, 19.9, 24.6}, {}},
    {{6.7, 6.6, 18.5, 6.4, 6.3, 6.6, 4.9, 19}, {10.9, 24.5, 8.3, 8.1, -94, 149}},
    {{}, {11.7, 23.9, 7.5, 7.6, 0, 360, 12.1, 18.7, 8.8, 13.6, 121, 319}},
    {{3.3, 7.5, 19.8, 7.9}, {24.9, 36.6, 16.3, 27.3, -172, -112}},
    {{}, {11.5, 11.7, 7, 6.4, 0, 360, 11.5, 24.8, 7.7, 6.9, 0, 360}},
    {{}, {11.2, 13.4, 7.5, 7.9, 0, 360, 10.7, 18.3, 8.9, 13.5, -65, 134}},
    {{3.6, 22, 9.4, 22}, {}}
  };

  /** Pixels that the reference's font has between two digits beyond their widths. */
  private static final int[][] GAPS = {
    {2, 0, 3, 3, 0, 3, 0, 0, 2, 3},
    {0, -4, 0, 0, 0, 0, 0, -3, 0, 0},
    {3, 0, 0, 2, 0, 0, 3, 0, 2, 3},
    {2, 0, 2, 3, 0, 3, 2, 0, 3, 3},
    {3, 0, 2, 3, 0, 3, 3, 0, 4, 3},
    {0, 0, 0, 3, 0, 3, 0, 0, 2, 3},
    {2, 0, 0, 3, 0, 3, 2, 0, 3, 3},
    {0, 0, 0, 0, -3, 0, 0, 0, 0, 0},
    {2, 0, 2, 3, 0, 3, 2, 0, 2, 3},
    {0, 0, 2, 2, 0, 2, 0, 0, 0, 2}
  };

  /** Levels of gray of every glyph, row by row. */
  private static final byte[][] GLYPHS = glyphs();

  private final int[] text = new int[24];

  private static byte[][] glyphs() {
    byte[][] glyphs = new byte[STROKES.length][];
    for (int glyph = 0; glyph < glyphs.length; glyph++) {
      glyphs[glyph] = glyph(STROKES[glyph], width(glyph));
    }
    return glyphs;
  }

  private static byte[] glyph(double[][] strokes, int width) {
    byte[] levels = new byte[width * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < width; x++) {
        double distance = distance(strokes, x + 0.5, y + 0.5);
        double cover = Math.max(0, Math.min(1, HALF + 0.5 - distance));
        levels[y * width + x] = (byte) Math.round(255 * cover);
      }
    }
    return levels;
  }

  private static double distance(double[][] strokes, double x, double y) {
    double nearest = Double.POSITIVE_INFINITY;
    double[] lines = strokes[0];
    for (int i = 0; i < lines.length; i += 4) {
      double dx = lines[i + 2] - lines[i];
      double dy = lines[i + 3] - lines[i + 1];
      double along = ((x - lines[i]) * dx + (y - lines[i + 1]) * dy) / (dx * dx + dy * dy);
      along = Math.max(0, Math.min(1, along));
      nearest =
          Math.min(nearest, Math.hypot(lines[i] + along * dx - x, lines[i + 1] + along * dy - y));
    }
    double[] arcs = strokes[1];
    for (int i = 0; i < arcs.length; i += 6) {
      for (double degrees = arcs[i + 4]; degrees <= arcs[i + 5]; degrees += 3) {
        double angle = Math.toRadians(degrees);
        double atX = arcs[i] + arcs[i + 2] * Math.cos(angle);
        double atY = arcs[i + 1] + arcs[i + 3] * Math.sin(angle);
        nearest = Math.min(nearest, Math.hypot(atX - x, atY - y));
      }
    }
    return nearest;
  }

  private static int width(int glyph) {
    return glyph == MINUS ? SIGN_WIDTH : DIGIT_WIDTH;
  }

  /** Pixels between a glyph and the next, beyond their widths. */
  private static int gap(int glyph, int next) {
    return glyph == MINUS ? 0 : GAPS[glyph][next];
  }

  /** Writes a number rounded to a whole one, with four places or more, its sign among them. */
  void draw(Raster raster, double number) {
    boolean negative = number < 0 || (number == 0 && 1 / number < 0);
    long rest = (long) Math.rint(Math.abs(number));
    int places = negative ? 3 : 4;
    int count = 0;
    while (count < places || rest > 0) {
      text[count++] = (int) (rest % 10);
      rest /= 10;
    }
    if (negative) {
      text[count++] = MINUS;
    }
    int width = 0;
    for (int i = count - 1; i >= 0; i--) {
      width += width(text[i]) + (i > 0 ? gap(text[i], text[i - 1]) : 0);
    }
    int x = CENTER_X - width / 2;
    for (int i = count - 1; i >= 0; i--) {
      glyph(raster, text[i], x);
      x += width(text[i]) + (i > 0 ? gap(text[i], text[i - 1]) : 0);
    }
  }

  private static void glyph(Raster raster, int glyph, int left) {
    int width = width(glyph);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < width; x++) {
        int level = GLYPHS[glyph][y * width + x] & 0xff;
        int at = left + x;
        if (level > 0 && at >= 0 && at < Raster.WIDTH) {
          raster.gray(at, TOP + y, level);
        }
      }
    }
  }
}
