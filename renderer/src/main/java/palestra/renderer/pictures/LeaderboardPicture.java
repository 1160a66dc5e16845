package palestra.renderer.pictures;

import static palestra.renderer.Theme.ACCENT;
import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.FAINT;
import static palestra.renderer.Theme.GOOD;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.MUTED;
import static palestra.renderer.Theme.SOFT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import palestra.envs.Canvas.Align;
import palestra.renderer.GlCanvas;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.film.Films;

/**
 * A leaderboard as bars: for each agent the interquartile mean and its interval.
 *
 * @param title what is compared
 * @param caption how: seeds, episodes, what the interval is
 * @param measure what the axis counts
 * @param rows best first
 * @param threshold where the task counts as solved
 */
public record LeaderboardPicture(
    String title, String caption, String measure, List<Row> rows, OptionalDouble threshold) {

  /**
   * One agent.
   *
   * @param name who
   * @param note small print under the name, such as "3 seeds"; may be empty
   * @param iqm the interquartile mean
   * @param low the interval's lower end
   * @param high the interval's upper end
   */
  public record Row(String name, String note, double iqm, double low, double high) {}

  private static final int WIDTH = 760;
  private static final float LEFT = 150;
  private static final float RIGHT = 640;
  private static final float TOP = 104;
  private static final float PITCH = 54;

  public LeaderboardPicture {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a leaderboard without a row has no picture");
    }
  }

  /** Writes the picture as PNG, 1520 pixels wide; the file is there whole or not at all. */
  public void write(Path out) throws IOException {
    Films.write(out, draw(2));
  }

  /** Draws the picture at so many pixels per unit; at 1 it is 760 wide. */
  public Picture draw(double scale) {
    int height = (int) (TOP + rows.size() * PITCH + 66);
    try (PictureCanvas canvas = new PictureCanvas(WIDTH, height, scale)) {
      return canvas.draw(this::draw);
    }
  }

  private void draw(GlCanvas canvas) {
    canvas.clear(CARD);
    canvas.boldText(32, 34, 20, Align.LEFT, INK, title);
    canvas.fittedText(32, 60, 14, MUTED, caption, WIDTH - 64);
    Axis axis = axis();
    float bottom = TOP + rows.size() * PITCH;
    for (int i = 0; i < axis.ticks(); i++) {
      float x = x(axis, axis.tick(i));
      canvas.line(x, TOP, x, bottom, 1, FAINT);
      canvas.text(x, bottom + 15, 12.5f, Align.CENTER, MUTED, axis.label(i));
    }
    canvas.text((LEFT + RIGHT) / 2, bottom + 40, 13, Align.CENTER, MUTED, measure);
    if (threshold.isPresent()) {
      float x = x(axis, threshold.getAsDouble());
      canvas.line(x, TOP - 4, x, bottom, 1.5f, GOOD);
      canvas.text(x, TOP - 13, 12.5f, Align.CENTER, GOOD, "solved");
    }
    for (int i = 0; i < rows.size(); i++) {
      row(canvas, axis, rows.get(i), TOP + (i + 0.5f) * PITCH);
    }
  }

  private static void row(GlCanvas canvas, Axis axis, Row row, float y) {
    boolean noted = !row.note.isEmpty();
    canvas.boldText(32, noted ? y - 9 : y, 16, Align.LEFT, INK, row.name);
    if (noted) {
      canvas.text(32, y + 10, 12.5f, Align.LEFT, MUTED, row.note);
    }
    float low = x(axis, row.low);
    float high = x(axis, row.high);
    canvas.roundedRectangle(low - 3, y - 7, high - low + 6, 14, 7, SOFT);
    canvas.circle(x(axis, row.iqm), y, 6, ACCENT);
    canvas.boldText(RIGHT + 24, y - 9, 16, Align.LEFT, INK, number(row.iqm));
    String interval = number(row.low) + " \u2013 " + number(row.high);
    canvas.text(RIGHT + 24, y + 10, 12.5f, Align.LEFT, MUTED, interval);
  }

  private static float x(Axis axis, double value) {
    return LEFT + axis.share(value) * (RIGHT - LEFT);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", Math.abs(value));
    return value < 0 ? "\u2212" + text : text;
  }

  /** From zero where that does not squeeze the intervals into a corner. */
  private Axis axis() {
    double low = threshold.orElse(Double.POSITIVE_INFINITY);
    double high = threshold.orElse(Double.NEGATIVE_INFINITY);
    for (Row row : rows) {
      low = Math.min(low, row.low);
      high = Math.max(high, row.high);
    }
    if (low > 0 && low < 0.7 * high) {
      low = 0;
    }
    if (high < 0 && high > 0.7 * low) {
      high = 0;
    }
    double margin = Math.max((high - low) * 0.05, 1e-6 * Math.max(1, Math.abs(high)));
    return Axis.over(low == 0 ? 0 : low - margin, high == 0 ? 0 : high + margin, 5);
  }
}
