package palestra.renderer.pictures;

import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.FAINT;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.MUTED;
import static palestra.renderer.Theme.PAPER;
import static palestra.renderer.Theme.alpha;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import palestra.envs.Canvas.Align;
import palestra.renderer.GlCanvas;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.film.Films;

/**
 * Curves with the range around them, in panels side by side: how figures change while learners
 * learn. A learner has the same colour in all panels.
 *
 * @param title what the picture shows
 * @param caption how it was made, in one line
 * @param panels at least one; two in a row
 */
public record CurvesPicture(String title, String caption, List<Panel> panels) {

  /**
   * One figure of some task.
   *
   * @param title what goes up
   * @param across what goes to the right
   * @param curves in the order of the legend
   */
  public record Panel(String title, String across, List<Curve> curves) {
    public Panel {
      curves = List.copyOf(curves);
    }
  }

  /**
   * One curve; what is not finite is left out.
   *
   * @param name of the learner
   * @param x ascending
   * @param y as many
   * @param low the range's lower end, as many
   * @param high the range's upper end, as many
   */
  public record Curve(String name, double[] x, double[] y, double[] low, double[] high) {
    public Curve {
      if (y.length != x.length || low.length != x.length || high.length != x.length) {
        throw new IllegalArgumentException(
            "the curve '%s' has %d places, but %d, %d and %d values"
                .formatted(name, x.length, y.length, low.length, high.length));
      }
    }

    /** One without a range. */
    public static Curve line(String name, double[] x, double[] y) {
      return new Curve(name, x, y, y, y);
    }
  }

  /** Of ranges; less where there are more curves than a few, since ranges lie on each other. */
  private static final double OPACITY = 0.18;

  private static final int FEW = 4;

  private static final float LEFT = 32;
  private static final float TOP = 84;
  private static final float PANEL = 440;
  private static final float PITCH_X = 470;
  private static final float PITCH_Y = 330;
  private static final float PLOT_LEFT = 58;
  private static final float PLOT_WIDTH = PANEL - PLOT_LEFT;
  private static final float PLOT_TOP = 28;
  private static final float PLOT_HEIGHT = 230;
  private static final float LEGEND_LINE = 22;

  public CurvesPicture {
    panels = List.copyOf(panels);
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("there is no curve to draw");
    }
  }

  /** Writes the picture as PNG at two pixels a unit; the file is there whole or not at all. */
  public void write(Path out) throws IOException {
    Films.write(out, draw(2));
  }

  /** Draws the picture at so many pixels per unit. */
  public Picture draw(double scale) {
    int columns = Math.min(2, panels.size());
    int width = (int) (LEFT + columns * PITCH_X);
    int rows = (panels.size() + columns - 1) / columns;
    float legendTop = TOP + rows * PITCH_Y;
    int height = (int) (legendTop + legend(null, legendTop, width) + 20);
    try (PictureCanvas canvas = new PictureCanvas(width, height, scale)) {
      return canvas.draw(
          drawn -> {
            drawn.clear(CARD);
            drawn.boldText(LEFT, 32, 20, Align.LEFT, INK, title);
            drawn.fittedText(LEFT, 58, 14, MUTED, caption, width - 2 * LEFT);
            for (int i = 0; i < panels.size(); i++) {
              drawn.push();
              drawn.translate(
                  LEFT + i % columns * PITCH_X, TOP + Math.floorDiv(i, columns) * PITCH_Y);
              panel(drawn, panels.get(i));
              drawn.pop();
            }
            legend(drawn, legendTop, width);
          });
    }
  }

  private List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    panels.forEach(panel -> panel.curves.forEach(curve -> names.add(curve.name)));
    return List.copyOf(names);
  }

  /** Draws the legend, unless the canvas is null; gives how high it is. */
  private float legend(GlCanvas canvas, float top, float width) {
    List<String> names = names();
    float x = LEFT;
    float y = top + 10;
    for (int i = 0; i < names.size(); i++) {
      // A text's width is not known without a canvas; this is about it, and the same both times.
      float wide = 44 + 7.5f * names.get(i).length();
      if (x > LEFT && x + wide > width - LEFT) {
        x = LEFT;
        y += LEGEND_LINE;
      }
      if (canvas != null) {
        canvas.line(x, y, x + 18, y, 3, KindColors.of(i));
        canvas.text(x + 25, y, 13, Align.LEFT, INK, names.get(i));
      }
      x += wide;
    }
    return y - top + LEGEND_LINE / 2;
  }

  private void panel(GlCanvas canvas, Panel panel) {
    Axis across = axis(panel, true);
    Axis up = axis(panel, false);
    canvas.boldText(PLOT_LEFT, 8, 14, Align.LEFT, INK, panel.title);
    canvas.rectangle(PLOT_LEFT, PLOT_TOP, PLOT_WIDTH, PLOT_HEIGHT, PAPER);
    for (int i = 0; i < across.ticks(); i++) {
      float x = PLOT_LEFT + across.share(across.tick(i)) * PLOT_WIDTH;
      canvas.line(x, PLOT_TOP, x, PLOT_TOP + PLOT_HEIGHT, 1, FAINT);
      canvas.text(x, PLOT_TOP + PLOT_HEIGHT + 15, 12, Align.CENTER, MUTED, label(across, i));
    }
    for (int i = 0; i < up.ticks(); i++) {
      float y = PLOT_TOP + (1 - up.share(up.tick(i))) * PLOT_HEIGHT;
      canvas.line(PLOT_LEFT, y, PLOT_LEFT + PLOT_WIDTH, y, 1, FAINT);
      canvas.text(PLOT_LEFT - 8, y, 12, Align.RIGHT, MUTED, label(up, i));
    }
    canvas.text(
        PLOT_LEFT + PLOT_WIDTH / 2,
        PLOT_TOP + PLOT_HEIGHT + 34,
        12.5f,
        Align.CENTER,
        MUTED,
        panel.across);
    List<String> names = names();
    canvas.push();
    canvas.translate(PLOT_LEFT, PLOT_TOP);
    double opacity = OPACITY * Math.min(1, (double) FEW / panel.curves.size());
    for (Curve curve : panel.curves) {
      int color = KindColors.of(names.indexOf(curve.name));
      for (int i = 1; i < curve.x.length; i++) {
        band(canvas, curve, i, across, up, alpha(color, opacity));
      }
    }
    for (Curve curve : panel.curves) {
      line(canvas, curve, across, up, KindColors.of(names.indexOf(curve.name)));
    }
    canvas.pop();
  }

  private static void band(GlCanvas canvas, Curve curve, int i, Axis across, Axis up, int color) {
    float[] corners = {
      across.share(curve.x[i - 1]), up.share(curve.low[i - 1]),
      across.share(curve.x[i]), up.share(curve.low[i]),
      across.share(curve.x[i]), up.share(curve.high[i]),
      across.share(curve.x[i - 1]), up.share(curve.high[i - 1])
    };
    boolean empty = curve.low[i - 1] == curve.high[i - 1] && curve.low[i] == curve.high[i];
    if (!empty && place(corners)) {
      canvas.polygon(corners, color);
    }
  }

  private static void line(GlCanvas canvas, Curve curve, Axis across, Axis up, int color) {
    List<Float> xy = new ArrayList<>();
    for (int i = 0; i < curve.x.length; i++) {
      float[] at = {across.share(curve.x[i]), up.share(curve.y[i])};
      if (place(at)) {
        xy.add(at[0]);
        xy.add(at[1]);
      }
    }
    float[] all = new float[xy.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = xy.get(i);
    }
    if (all.length == 2) {
      canvas.circle(all[0], all[1], 3, color);
    } else if (all.length > 2) {
      canvas.polyline(all, 2, color);
    }
  }

  /** From shares of both axes to places in the plot; false if one of them is not finite. */
  private static boolean place(float[] xy) {
    for (int i = 0; i < xy.length; i++) {
      xy[i] = i % 2 == 0 ? xy[i] * PLOT_WIDTH : (1 - xy[i]) * PLOT_HEIGHT;
      if (!Float.isFinite(xy[i])) {
        return false;
      }
    }
    return true;
  }

  private static Axis axis(Panel panel, boolean across) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : panel.curves) {
      for (double[] values :
          across ? new double[][] {curve.x} : new double[][] {curve.low, curve.high}) {
        for (double value : values) {
          if (Double.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        }
      }
    }
    if (low > high) {
      return Axis.over(0, 1, 5);
    }
    if (low > 0 && low < 0.7 * high) {
      low = 0;
    }
    return Axis.over(low, high, 5);
  }

  /** A tick's label, thousands and millions by their letter where the axis goes that far. */
  private static String label(Axis axis, int i) {
    double far = Math.max(Math.abs(axis.low()), Math.abs(axis.high()));
    double unit = far >= 1e6 ? 1e6 : far >= 1e4 ? 1e3 : 1;
    double value = axis.tick(i) / unit;
    if (unit == 1 || value == 0) {
      return axis.label(i);
    }
    String text = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    return text + (unit == 1e3 ? "k" : "M");
  }
}
