package palestra.renderer.replay;

import java.util.List;
import palestra.renderer.NoDisplayException;
import palestra.renderer.Picture;
import palestra.renderer.Theme;
import palestra.renderer.WindowCanvas;

/** A program of its own that opens a replay window and says what it saw, a line each. */
public final class WindowProbe {
  private WindowProbe() {}

  /** Runs the probe; the environment says where the display is, if anywhere. */
  public static void main(String[] arguments) {
    int[] frames = {0};
    try {
      ReplayWindow.show(
          List.of(Episodes.balanced(60)),
          1,
          (window, playback) -> look(window, playback, frames[0]++));
      System.out.println("closed after " + frames[0] + " frames");
    } catch (NoDisplayException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  private static void look(WindowCanvas window, Playback playback, int frame) {
    switch (frame) {
      case 0 -> {
        Picture picture =
            window.copy(
                canvas -> {
                  canvas.clear(Theme.CARD);
                  canvas.circle(100, 50, 20, Theme.ACCENT);
                });
        System.out.println("size " + picture.width() + "x" + picture.height());
        System.out.printf("circle %06x, beside %06x%n", picture.at(100, 50), picture.at(140, 50));
      }
      case 1 -> playback.press(WindowCanvas.Key.SPACE);
      case 2 -> playback.seek(0.5);
      case 3 -> System.out.println("paused at " + playback.position());
      case 4 -> playback.press(WindowCanvas.Key.Q);
      default -> {}
    }
  }
}
