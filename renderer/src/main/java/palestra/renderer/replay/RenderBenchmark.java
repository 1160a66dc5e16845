package palestra.renderer.replay;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import palestra.envs.PictureSize;
import palestra.renderer.GlCanvas;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;

/** How many pictures of a replay are drawn without a display and read back in a second. */
public final class RenderBenchmark {

  private static final int WARM_UP = 200;
  private static final int ROUNDS = 5;

  private RenderBenchmark() {}

  /**
   * What was measured.
   *
   * @param framesPerSecond the median of five rounds
   * @param width of a frame, pixels
   * @param height of a frame, pixels
   */
  public record Result(double framesPerSecond, int width, int height) {}

  /** Measures the environment's own picture, such as 600x400, without overlay. */
  public static Result scene(Showing showing, int framesPerRound) {
    try (Stage stage = new Stage(showing)) {
      PictureSize size = stage.environment().pictureSize();
      return measure(
          size.width(),
          size.height(),
          framesPerRound,
          frame -> stage.seek(frame % (stage.length() + 1)),
          stage.environment()::draw);
    }
  }

  /** Measures the whole picture: heading, scene, time line, thoughts. */
  public static Result overlaid(Showing showing, int framesPerRound) {
    try (ReplayGrid grid = new ReplayGrid(List.of(showing))) {
      return measure(
          grid.width(),
          grid.height(),
          framesPerRound,
          frame ->
              grid.seek(frame % (grid.seconds() * grid.stepsPerSecond()) / grid.stepsPerSecond()),
          grid::draw);
    }
  }

  private static Result measure(
      int width, int height, int frames, Consumer<Integer> seek, Consumer<GlCanvas> drawing) {
    try (PictureCanvas canvas = new PictureCanvas(width, height, 1)) {
      Picture picture = Picture.blank(canvas.pixelWidth(), canvas.pixelHeight());
      play(canvas, picture, WARM_UP, seek, drawing);
      double[] rates = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        play(canvas, picture, frames, seek, drawing);
        rates[round] = frames / ((System.nanoTime() - start) / 1e9);
      }
      Arrays.sort(rates);
      return new Result(rates[ROUNDS / 2], canvas.pixelWidth(), canvas.pixelHeight());
    }
  }

  private static void play(
      PictureCanvas canvas,
      Picture picture,
      int frames,
      Consumer<Integer> seek,
      Consumer<GlCanvas> drawing) {
    for (int frame = 0; frame < frames; frame++) {
      seek.accept(frame);
      canvas.draw(drawing, picture);
    }
  }
}
