package palestra.experiments.cli;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import palestra.envs.Environment;
import palestra.envs.PictureSize;
import palestra.envs.bridge.server.Painter;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;

/** Draws environments off screen, as films of replays do. */
final class CanvasPainter implements Painter {
  /** A canvas and the picture that it draws over and over. */
  private record Easel(PictureCanvas canvas, Picture picture) {}

  private final Map<PictureSize, Easel> easels = new HashMap<>();

  @Override
  public PictureSize pixels(PictureSize units) {
    return new PictureSize(
        PictureCanvas.pixels(units.width(), 1), PictureCanvas.pixels(units.height(), 1));
  }

  @Override
  public void paint(Environment<?, ?> environment, ByteBuffer rgb) {
    Easel easel = easels.computeIfAbsent(environment.pictureSize(), CanvasPainter::easel);
    easel.canvas().draw(environment::draw, easel.picture());
    int[] pixels = easel.picture().rgb();
    for (int i = 0; i < pixels.length; i++) {
      int pixel = pixels[i];
      rgb.put(3 * i, (byte) (pixel >> 16));
      rgb.put(3 * i + 1, (byte) (pixel >> 8));
      rgb.put(3 * i + 2, (byte) pixel);
    }
  }

  private static Easel easel(PictureSize size) {
    PictureCanvas canvas = new PictureCanvas(size.width(), size.height(), 1);
    return new Easel(canvas, Picture.blank(canvas.pixelWidth(), canvas.pixelHeight()));
  }

  @Override
  public void close() {
    easels.values().forEach(easel -> easel.canvas().close());
    easels.clear();
  }
}
