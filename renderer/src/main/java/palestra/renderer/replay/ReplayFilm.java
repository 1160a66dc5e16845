package palestra.renderer.replay;

import java.io.IOException;
import java.util.List;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.film.Film;

/**
 * Replays as a film: the episodes are re-simulated, one or several side by side, and each frame
 * shows the scene and what the agent thought. The last frame is held for a second.
 */
public final class ReplayFilm implements Film, AutoCloseable {

  private static final double HELD_SECONDS = 1;

  private final ReplayGrid grid;
  private final double scale;
  private final double framesPerSecond;
  private final double secondsPerFrame;
  private final int moving;

  /**
   * Prepares a film; pictures are drawn when it is played.
   *
   * @throws IllegalArgumentException if there is no episode, or one without a step
   */
  public ReplayFilm(List<Showing> showings, FilmOptions options) {
    grid = new ReplayGrid(showings);
    scale = Math.min(options.scale(), (double) options.maxWidth() / grid.width());
    double wanted = Math.min(options.framesPerSecond(), grid.stepsPerSecond() * options.speed());
    // A GIF counts in hundredths of a second; other kinds of film follow, so that all are alike.
    framesPerSecond = 100.0 / Math.max(2, Math.round(100 / wanted));
    secondsPerFrame = options.speed() / framesPerSecond;
    moving = (int) Math.ceil(grid.seconds() / secondsPerFrame - 1e-6) + 1;
  }

  @Override
  public int width() {
    return PictureCanvas.pixels(grid.width(), scale);
  }

  @Override
  public int height() {
    return PictureCanvas.pixels(grid.height(), scale);
  }

  @Override
  public int frames() {
    return moving + (int) Math.round(HELD_SECONDS * framesPerSecond);
  }

  @Override
  public double framesPerSecond() {
    return framesPerSecond;
  }

  @Override
  public void play(int first, int stride, Sink sink) throws IOException {
    try (PictureCanvas canvas = new PictureCanvas(grid.width(), grid.height(), scale)) {
      Picture picture = Picture.blank(width(), height());
      int drawn = -1;
      for (int frame = first; frame < frames(); frame += stride) {
        int moment = Math.min(frame, moving - 1);
        if (moment != drawn) {
          grid.seek(moment * secondsPerFrame);
          canvas.draw(grid::draw, picture);
          drawn = moment;
        }
        sink.frame(picture);
      }
    }
  }

  /** Closes the environments. */
  @Override
  public void close() {
    grid.close();
  }
}
