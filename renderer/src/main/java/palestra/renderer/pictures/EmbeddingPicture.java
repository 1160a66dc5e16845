package palestra.renderer.pictures;

import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.FAINT;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.MUTED;
import static palestra.renderer.Theme.PAPER;
import static palestra.renderer.Theme.alpha;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import palestra.envs.Canvas.Align;
import palestra.renderer.GlCanvas;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.film.Films;

/**
 * Points of the plane coloured by class: examples as an encoder places them, or samples beside real
 * points.
 *
 * @param title what the picture shows
 * @param caption the metrics, in one line
 * @param across what the horizontal axis stands for
 * @param up what the vertical axis stands for
 * @param points each {@code {x, y}}; one that is not finite is left out
 * @param classes of each point
 * @param names of the classes, for the legend
 */
public record EmbeddingPicture(
    String title,
    String caption,
    String across,
    String up,
    float[][] points,
    int[] classes,
    List<String> names) {
  private static final int WIDTH = 740;
  private static final int HEIGHT = 660;
  private static final float LEFT = 64;
  private static final float TOP = 78;
  private static final float SIDE = 530;

  public EmbeddingPicture {
    names = List.copyOf(names);
    if (points.length != classes.length) {
      throw new IllegalArgumentException(
          points.length + " points cannot have " + classes.length + " classes");
    }
  }

  /** Writes the picture as PNG; the file is there whole or not at all. */
  public void write(Path out) throws IOException {
    Films.write(out, draw(2));
  }

  /** Draws the picture at so many pixels per unit; at 1 it is 740x660. */
  public Picture draw(double scale) {
    try (PictureCanvas canvas = new PictureCanvas(WIDTH, HEIGHT, scale)) {
      return canvas.draw(this::draw);
    }
  }

  private void draw(GlCanvas canvas) {
    Axis x = axis(0);
    Axis y = axis(1);
    canvas.clear(CARD);
    canvas.boldText(LEFT, 30, 20, Align.LEFT, INK, title);
    canvas.fittedText(LEFT, 56, 14, MUTED, caption, WIDTH - LEFT - 24);
    canvas.rectangle(LEFT, TOP, SIDE, SIDE, PAPER);
    for (int i = 0; i < x.ticks(); i++) {
      float at = LEFT + x.share(x.tick(i)) * SIDE;
      canvas.line(at, TOP, at, TOP + SIDE, 1, FAINT);
      canvas.text(at, TOP + SIDE + 15, 12, Align.CENTER, MUTED, x.label(i));
    }
    for (int i = 0; i < y.ticks(); i++) {
      float at = TOP + SIDE - y.share(y.tick(i)) * SIDE;
      canvas.line(LEFT, at, LEFT + SIDE, at, 1, FAINT);
      canvas.text(LEFT - 8, at, 12, Align.RIGHT, MUTED, y.label(i));
    }
    canvas.text(LEFT + SIDE / 2, TOP + SIDE + 36, 13, Align.CENTER, MUTED, across);
    canvas.push();
    canvas.translate(16, TOP + SIDE / 2);
    canvas.rotate((float) (-Math.PI / 2));
    canvas.text(0, 0, 13, Align.CENTER, MUTED, up);
    canvas.pop();
    canvas.within(LEFT, TOP, SIDE, SIDE, SIDE, inner -> plot(inner, x, y));
    for (int i = 0; i < names.size(); i++) {
      float at = TOP + 12 + i * 22;
      canvas.circle(LEFT + SIDE + 22, at, 5, color(i));
      canvas.text(LEFT + SIDE + 34, at, 13, Align.LEFT, INK, names.get(i));
    }
  }

  private void plot(GlCanvas canvas, Axis x, Axis y) {
    double strength = Math.max(0.25, Math.min(0.8, 800.0 / Math.max(1, points.length)));
    float radius = points.length > 1500 ? 2 : 3;
    for (int i = 0; i < points.length; i++) {
      float across = x.share(points[i][0]) * SIDE;
      float down = SIDE - y.share(points[i][1]) * SIDE;
      if (Float.isFinite(across) && Float.isFinite(down)) {
        canvas.circle(across, down, radius, alpha(color(classes[i]), strength));
      }
    }
  }

  private static int color(int index) {
    return KindColors.of(index);
  }

  private Axis axis(int of) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float[] point : points) {
      if (Float.isFinite(point[of])) {
        low = Math.min(low, point[of]);
        high = Math.max(high, point[of]);
      }
    }
    if (!(low < high)) {
      double middle = low == high ? low : 0;
      low = middle - 1;
      high = middle + 1;
    }
    double edge = 0.04 * (high - low);
    return Axis.over(low - edge, high + edge, 6);
  }
}
