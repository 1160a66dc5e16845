package palestra.renderer.pictures;

import static palestra.renderer.Theme.ACCENT;
import static palestra.renderer.Theme.BAD;
import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.FAINT;
import static palestra.renderer.Theme.GOOD;
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
 * Generated points of the plane over the modes of the real distribution: which modes were found,
 * how well, and how many points fell between them.
 *
 * @param title what the picture shows
 * @param caption the metrics, in one line
 * @param points generated samples, each {@code {x, y}}
 * @param modes the real distribution's modes
 */
public record ScatterPicture(String title, String caption, float[][] points, List<Mode> modes) {

  /**
   * One mode of the real distribution.
   *
   * @param x its centre
   * @param y its centre
   * @param radius how far a point of good quality may be from it
   * @param hits how many points are within that; a mode without any counts as missed
   */
  public record Mode(double x, double y, double radius, int hits) {}

  private static final int SIZE = 640;
  private static final float LEFT = 56;
  private static final float TOP = 84;
  private static final float SIDE = 540;
  private static final int HEIGHT = 680;

  /** Smallest ring that can be told from a dot, in canvas units. */
  private static final float LEAST_RING = 11;

  public ScatterPicture {
    for (float[] point : points) {
      if (point.length != 2) {
        throw new IllegalArgumentException(
            "a point of the plane has 2 numbers, but one here has " + point.length);
      }
    }
    modes = List.copyOf(modes);
  }

  /** Writes the picture as PNG, 1280 pixels wide; the file is there whole or not at all. */
  public void write(Path out) throws IOException {
    Films.write(out, draw(2));
  }

  /** Draws the picture at so many pixels per unit; at 1 it is 640x680. */
  public Picture draw(double scale) {
    try (PictureCanvas canvas = new PictureCanvas(SIZE, HEIGHT, scale)) {
      return canvas.draw(this::draw);
    }
  }

  private void draw(GlCanvas canvas) {
    Axis axis = axis();
    canvas.clear(CARD);
    canvas.boldText(LEFT, 32, 20, Align.LEFT, INK, title);
    canvas.fittedText(LEFT, 58, 14, MUTED, caption, SIDE);
    canvas.rectangle(LEFT, TOP, SIDE, SIDE, PAPER);
    for (int i = 0; i < axis.ticks(); i++) {
      float at = axis.share(axis.tick(i)) * SIDE;
      canvas.line(LEFT + at, TOP, LEFT + at, TOP + SIDE, 1, FAINT);
      canvas.line(LEFT, TOP + SIDE - at, LEFT + SIDE, TOP + SIDE - at, 1, FAINT);
      canvas.text(LEFT + at, TOP + SIDE + 16, 12, Align.CENTER, MUTED, axis.label(i));
      canvas.text(LEFT - 9, TOP + SIDE - at, 12, Align.RIGHT, MUTED, axis.label(i));
    }
    canvas.within(LEFT, TOP, SIDE, SIDE, SIDE, inner -> plot(inner, axis));
    legend(canvas);
  }

  private void plot(GlCanvas canvas, Axis axis) {
    // Few points are drawn strong, many light, so that density shows either way.
    double strength = Math.max(0.2, Math.min(0.7, 400.0 / Math.max(1, points.length)));
    for (float[] point : points) {
      float x = axis.share(point[0]) * SIDE;
      float y = SIDE - axis.share(point[1]) * SIDE;
      // A generator that diverged gives NaN; the count in the legend still tells.
      if (Float.isFinite(x) && Float.isFinite(y)) {
        canvas.circle(x, y, 2.2f, alpha(ACCENT, strength));
      }
    }
    for (Mode mode : modes) {
      float x = axis.share(mode.x) * SIDE;
      float y = SIDE - axis.share(mode.y) * SIDE;
      float radius =
          Math.max(LEAST_RING, (float) (mode.radius / (axis.high() - axis.low()) * SIDE));
      canvas.ring(x, y, radius, 1.75f, mode.hits > 0 ? GOOD : BAD);
      String label = mode.hits > 0 ? Integer.toString(mode.hits) : "missed";
      // Away from the middle of the picture there is always room.
      float side = y < SIDE / 2 ? -1 : 1;
      float textY = y + side * (radius + 10);
      canvas.text(x, textY, 12, Align.CENTER, mode.hits > 0 ? INK : BAD, label);
    }
  }

  private void legend(GlCanvas canvas) {
    float y = TOP + SIDE + 38;
    long found = modes.stream().filter(mode -> mode.hits > 0).count();
    canvas.circle(LEFT + 5, y, 3.5f, ACCENT);
    String generated = points.length + " generated";
    canvas.text(LEFT + 16, y, 13, Align.LEFT, MUTED, generated);
    float x = LEFT + 16 + canvas.textWidth(13, generated) + 24;
    canvas.ring(x + 5, y, 5, 1.75f, GOOD);
    String hit = found + " of " + modes.size() + " modes found, with the points in each";
    canvas.text(x + 17, y, 13, Align.LEFT, MUTED, hit);
    if (found < modes.size()) {
      x += 17 + canvas.textWidth(13, hit) + 24;
      canvas.ring(x + 5, y, 5, 1.75f, BAD);
      canvas.text(x + 17, y, 13, Align.LEFT, MUTED, "missed");
    }
  }

  /** One axis for both directions: far outliers may fall off, modes never. */
  private Axis axis() {
    double reach = 0;
    for (Mode mode : modes) {
      reach = Math.max(reach, Math.max(Math.abs(mode.x), Math.abs(mode.y)) + mode.radius);
    }
    if (modes.isEmpty()) {
      for (float[] point : points) {
        float far = Math.max(Math.abs(point[0]), Math.abs(point[1]));
        reach = Float.isFinite(far) ? Math.max(reach, far) : reach;
      }
    }
    reach = reach == 0 ? 1 : reach * 1.3;
    return Axis.over(-reach, reach, 6);
  }
}
