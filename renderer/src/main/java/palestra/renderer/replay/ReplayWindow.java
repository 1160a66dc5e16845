package palestra.renderer.replay;

import static palestra.renderer.Theme.ACCENT;
import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.FAINT;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.MUTED;

import java.util.List;
import java.util.Locale;
import palestra.envs.Canvas.Align;
import palestra.renderer.GlCanvas;
import palestra.renderer.NoDisplayException;
import palestra.renderer.WindowCanvas;

/**
 * Replays in a window with a time line.
 *
 * <p>Keys: space pauses and goes on, left and right take one step, page up and down leap, home and
 * end go there, + and - change the speed, R restarts, Esc or Q quits. The mouse drags the time
 * line.
 */
public final class ReplayWindow {

  private static final double FRAME_SECONDS = 1 / 60.0;
  private static final int STRIP = 44;
  private static final float LINE_X = 132;
  private static final float LINE_Y = 15;
  private static final String KEYS =
      "space pause    left, right step    + \u2212 speed    R restart    Q quit";

  private ReplayWindow() {}

  /**
   * Shows replays until the viewer quits; blocks.
   *
   * @param showings the episodes, side by side
   * @param speed seconds of the task's own time shown in a second
   * @throws NoDisplayException where there is no display
   * @throws IllegalArgumentException if there is no episode, or one without a step
   */
  public static void show(List<Showing> showings, double speed) {
    show(showings, speed, (window, playback) -> {});
  }

  /** Hears of every frame shown; tests press keys from here. */
  @FunctionalInterface
  interface Observer {
    void shown(WindowCanvas window, Playback playback);
  }

  static void show(List<Showing> showings, double speed, Observer observer) {
    FilmOptions.DEFAULT.withSpeed(speed);
    try (ReplayGrid grid = new ReplayGrid(showings);
        WindowCanvas window =
            new WindowCanvas("Palestra replay", grid.width(), grid.height() + STRIP)) {
      Playback playback = new Playback(grid.seconds(), grid.stepsPerSecond(), speed);
      window.onKey(playback::press);
      long before = System.nanoTime();
      while (window.isOpen() && !playback.ended()) {
        long now = System.nanoTime();
        playback.pass((now - before) / 1e9);
        before = now;
        window.pointed().ifPresent(point -> drag(playback, grid, point));
        grid.seek(playback.position());
        window.show(canvas -> draw(canvas, grid, playback));
        observer.shown(window, playback);
        window.rest(FRAME_SECONDS - (System.nanoTime() - now) / 1e9);
      }
    }
  }

  private static void drag(Playback playback, ReplayGrid grid, WindowCanvas.Point point) {
    if (point.y() >= grid.height()) {
      double length = grid.width() - LINE_X - 20;
      playback.seek((point.x() - LINE_X) / length * playback.duration());
    }
  }

  private static void draw(GlCanvas canvas, ReplayGrid grid, Playback playback) {
    int width = grid.width();
    canvas.within(0, 0, width, grid.height(), width, grid::draw);
    canvas.within(0, grid.height(), width, STRIP, width, strip -> controls(strip, playback));
  }

  private static void controls(GlCanvas canvas, Playback playback) {
    float width = canvas.width();
    canvas.clear(CARD);
    canvas.rectangle(0, 0, width, 1, FAINT);
    if (playback.playing()) {
      canvas.rectangle(20, LINE_Y - 6, 4, 12, INK);
      canvas.rectangle(28, LINE_Y - 6, 4, 12, INK);
    } else {
      canvas.polygon(new float[] {20, LINE_Y - 7, 33, LINE_Y, 20, LINE_Y + 7}, INK);
    }
    String time =
        String.format(Locale.ROOT, "%.1f / %.1f s", playback.position(), playback.duration());
    canvas.text(LINE_X - 14, LINE_Y, 13, Align.RIGHT, INK, time);
    float length = width - LINE_X - 20;
    float done = (float) (playback.position() / playback.duration()) * length;
    canvas.roundedRectangle(LINE_X, LINE_Y - 3, length, 6, 3, FAINT);
    canvas.roundedRectangle(LINE_X, LINE_Y - 3, done, 6, 3, ACCENT);
    canvas.circle(LINE_X + done, LINE_Y, 6, ACCENT);
    String speed = String.format(Locale.ROOT, "speed %.2g\u00d7", playback.speed());
    canvas.text(20, LINE_Y + 18, 12, Align.LEFT, MUTED, speed);
    canvas.text(width - 20, LINE_Y + 18, 12, Align.RIGHT, MUTED, KEYS);
  }
}
