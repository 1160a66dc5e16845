package palestra.experiments.frames;

import palestra.envs.Environment;
import palestra.envs.PictureSize;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;

/** Draws an environment off screen, as films do, and scales what it drew. */
public final class Frames implements AutoCloseable {
  private static final float BRIGHTEST = 255;

  private final Environment<?, ?> environment;
  private final PictureCanvas canvas;
  private final Picture picture;
  private final Shrinking shrinking;

  /**
   * Opens a canvas for an environment.
   *
   * @param size of the pictures, across and down
   * @param channels 1 for grey, 3 for red, green and blue
   * @throws IllegalStateException if this machine has no OpenGL 3.3; says what to install
   */
  public Frames(Environment<?, ?> environment, int size, int channels) {
    this.environment = environment;
    PictureSize drawn = environment.pictureSize();
    canvas = new PictureCanvas(drawn.width(), drawn.height(), 1);
    picture = Picture.blank(canvas.pixelWidth(), canvas.pixelHeight());
    shrinking = new Shrinking(size, channels);
  }

  /** The present state, {@code [size, size, channels]}, in steps of 1/255 from 0 to 1. */
  public float[] frame() {
    canvas.draw(environment::draw, picture);
    byte[] bytes = shrinking.of(picture.rgb(), picture.width(), picture.height());
    float[] frame = new float[bytes.length];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (bytes[i] & 0xFF) / BRIGHTEST;
    }
    return frame;
  }

  @Override
  public void close() {
    canvas.close();
  }
}
