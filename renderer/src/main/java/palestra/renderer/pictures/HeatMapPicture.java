package palestra.renderer.pictures;

import static palestra.renderer.Theme.BAD;
import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.MUTED;
import static palestra.renderer.Theme.PAPER;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import palestra.envs.Canvas.Align;
import palestra.renderer.GlCanvas;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.film.Films;

/**
 * A figure over a grid of one or two quantities: how well a policy does in environments it was not
 * trained in.
 *
 * @param title what the picture shows
 * @param caption how it was measured, in one line
 * @param measure what a cell's number is
 * @param x the quantity from left to right
 * @param y the quantity from bottom to top; one value without a name where there is only one
 *     quantity
 * @param values a row for each value of {@code y}, from its first, with a number for each of {@code
 *     x}; NaN is drawn as missing
 */
public record HeatMapPicture(
    String title, String caption, String measure, Side x, Side y, double[][] values) {

  /**
   * One side of the grid.
   *
   * @param name the quantity; empty for none
   * @param values the grid's, in order
   * @param trainedLow the lowest value trained with; NaN for unknown
   * @param trainedHigh the highest value trained with, the same where there was one
   */
  public record Side(String name, double[] values, double trainedLow, double trainedHigh) {
    /** No quantity. */
    public static final Side NONE = new Side("", new double[] {0}, Double.NaN, Double.NaN);

    public Side {
      if (values.length == 0) {
        throw new IllegalArgumentException("a side of a heat map has a value at least");
      }
    }
  }

  private static final float LEFT = 86;
  private static final float TOP = 88;
  private static final float CELL_HEIGHT = 46;
  private static final float PLOT = 560;
  private static final int WIDTH = 760;

  /** From the lowest to the highest: dark blue over green to light yellow. */
  private static final int[] COLORS = {
    0x23395B, 0x2F5F86, 0x3A8791, 0x62AD86, 0xA5CE7C, 0xE6E78E, 0xFBF7C8
  };

  public HeatMapPicture {
    if (values.length != y.values.length) {
      throw new IllegalArgumentException(
          "a heat map has " + y.values.length + " rows, but got " + values.length);
    }
    for (double[] row : values) {
      if (row.length != x.values.length) {
        throw new IllegalArgumentException(
            "a row of this heat map has " + x.values.length + " cells, but got " + row.length);
      }
    }
  }

  /** Writes the picture as PNG, 1520 pixels wide; the file is there whole or not at all. */
  public void write(Path out) throws IOException {
    Films.write(out, draw(2));
  }

  /** Draws the picture at so many pixels per unit; at 1 it is 760 wide. */
  public Picture draw(double scale) {
    int height = (int) (TOP + plotHeight() + 96);
    try (PictureCanvas canvas = new PictureCanvas(WIDTH, height, scale)) {
      return canvas.draw(this::draw);
    }
  }

  private float plotHeight() {
    return Math.min(480, Math.max(70, CELL_HEIGHT * y.values.length));
  }

  private void draw(GlCanvas canvas) {
    canvas.clear(CARD);
    canvas.boldText(32, 32, 20, Align.LEFT, INK, title);
    canvas.fittedText(32, 58, 14, MUTED, caption, WIDTH - 64);
    double[] range = range();
    float width = PLOT / x.values.length;
    float height = plotHeight() / y.values.length;
    for (int row = 0; row < y.values.length; row++) {
      for (int column = 0; column < x.values.length; column++) {
        cell(canvas, values[row][column], range, column, row, width, height);
      }
    }
    axes(canvas, width, height);
    trained(canvas, width, height);
    // Over the mark, so that it covers no number.
    for (int row = 0; row < y.values.length && width >= 38 && height >= 18; row++) {
      for (int column = 0; column < x.values.length; column++) {
        number(canvas, values[row][column], range, column, row, width, height);
      }
    }
    bar(canvas, range);
  }

  private void cell(
      GlCanvas canvas, double value, double[] range, int column, int row, float w, float h) {
    float left = LEFT + column * w;
    float top = TOP + plotHeight() - (row + 1) * h;
    if (Double.isNaN(value)) {
      canvas.rectangle(left, top, w - 1, h - 1, PAPER);
      return;
    }
    canvas.rectangle(left, top, w - 1, h - 1, color(share(value, range)));
  }

  private static double share(double value, double[] range) {
    return range[1] > range[0] ? (value - range[0]) / (range[1] - range[0]) : 0.5;
  }

  private void number(
      GlCanvas canvas, double value, double[] range, int column, int row, float w, float h) {
    if (!Double.isNaN(value)) {
      float x = LEFT + (column + 0.5f) * w;
      float y = TOP + plotHeight() - (row + 0.5f) * h;
      int ink = share(value, range) < 0.45 ? CARD : INK;
      canvas.text(x, y, 12.5f, Align.CENTER, ink, number(value));
    }
  }

  private void axes(GlCanvas canvas, float width, float height) {
    float bottom = TOP + plotHeight();
    int everyX = Math.max(1, (int) Math.ceil(44 / width));
    for (int i = 0; i < x.values.length; i += everyX) {
      String label = number(x.values[i]);
      canvas.text(LEFT + (i + 0.5f) * width, bottom + 14, 12.5f, Align.CENTER, MUTED, label);
    }
    canvas.text(LEFT + PLOT / 2, bottom + 36, 13.5f, Align.CENTER, INK, x.name);
    if (y.name.isEmpty()) {
      return;
    }
    int everyY = Math.max(1, (int) Math.ceil(16 / height));
    for (int i = 0; i < y.values.length; i += everyY) {
      float at = bottom - (i + 0.5f) * height;
      canvas.text(LEFT - 8, at, 12.5f, Align.RIGHT, MUTED, number(y.values[i]));
    }
    canvas.push();
    canvas.translate(26, TOP + plotHeight() / 2);
    canvas.rotate((float) (-Math.PI / 2));
    canvas.text(0, 0, 13.5f, Align.CENTER, INK, y.name);
    canvas.pop();
  }

  /** Marks what was trained with: a ring, or a frame around a range. */
  private void trained(GlCanvas canvas, float width, float height) {
    if (Double.isNaN(x.trainedLow)) {
      return;
    }
    float bottom = TOP + plotHeight();
    float left = LEFT + place(x.values, x.trainedLow) * width;
    float right = LEFT + place(x.values, x.trainedHigh) * width;
    boolean flat = y.name.isEmpty() || Double.isNaN(y.trainedLow);
    float low = flat ? bottom - plotHeight() / 2 : bottom - place(y.values, y.trainedLow) * height;
    float high =
        flat ? bottom - plotHeight() / 2 : bottom - place(y.values, y.trainedHigh) * height;
    if (right - left < 1 && low - high < 1) {
      canvas.ring(left, low, 15, 4.5f, CARD);
      canvas.ring(left, low, 15, 2.5f, BAD);
    } else {
      float reach = 9;
      float[] frame = {
        left - reach,
        high - reach,
        right + reach,
        high - reach,
        right + reach,
        low + reach,
        left - reach,
        low + reach,
        left - reach,
        high - reach
      };
      canvas.polyline(frame, 4.5f, CARD);
      canvas.polyline(frame, 2.5f, BAD);
    }
    float legend = bottom + 68;
    canvas.ring(LEFT + 8, legend, 7, 2.5f, BAD);
    canvas.text(LEFT + 24, legend, 13, Align.LEFT, MUTED, "trained with");
  }

  /** Where a value lies along a side, in cells; beyond the ends, at them. */
  private static float place(double[] values, double value) {
    int last = values.length - 1;
    if (last == 0 || value <= values[0]) {
      return 0.5f;
    }
    for (int i = 0; i < last; i++) {
      if (value <= values[i + 1]) {
        return (float) (i + 0.5 + (value - values[i]) / (values[i + 1] - values[i]));
      }
    }
    return last + 0.5f;
  }

  private void bar(GlCanvas canvas, double[] range) {
    float left = LEFT + PLOT + 28;
    float height = plotHeight();
    int steps = 64;
    for (int i = 0; i < steps; i++) {
      float top = TOP + height * (steps - 1 - i) / steps;
      canvas.rectangle(left, top, 16, height / steps + 0.6f, color(i / (steps - 1.0)));
    }
    canvas.text(left + 24, TOP + 7, 12.5f, Align.LEFT, MUTED, number(range[1]));
    canvas.text(left + 24, TOP + height - 7, 12.5f, Align.LEFT, MUTED, number(range[0]));
    canvas.text(left + 44, TOP + height + 68, 13, Align.RIGHT, MUTED, "colour: " + measure);
  }

  private double[] range() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double value : row) {
        low = Math.min(low, Double.isNaN(value) ? low : value);
        high = Math.max(high, Double.isNaN(value) ? high : value);
      }
    }
    return low <= high ? new double[] {low, high} : new double[] {0, 1};
  }

  private static int color(double share) {
    double at = Math.max(0, Math.min(1, share)) * (COLORS.length - 1);
    int below = Math.min((int) at, COLORS.length - 2);
    double rest = at - below;
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = (COLORS[below] >> shift) & 0xff;
      int b = (COLORS[below + 1] >> shift) & 0xff;
      color |= (int) Math.round(a + rest * (b - a)) << shift;
    }
    return (color << 8) | 0xff;
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String text =
        value == Math.rint(value) || size >= 1000
            ? String.format(Locale.ROOT, "%.0f", size)
            : String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", size);
    return value < 0 ? "\u2212" + text : text;
  }
}
