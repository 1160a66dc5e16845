package palestra.renderer;

import java.util.Locale;
import java.util.function.Consumer;
import org.lwjgl.system.Platform;

/**
 * A canvas whose pictures end in memory; it needs no display.
 *
 * <p>On Linux it draws through EGL with no surface at all, elsewhere in a hidden window. Open it
 * with try-with-resources, and use it on the thread that opened it.
 */
public final class PictureCanvas implements AutoCloseable {

  private final int pixelWidth;
  private final int pixelHeight;
  private final float scale;
  private final GlContext context;
  private final FrameBuffer frame;
  private final GlCanvas canvas;

  /**
   * Opens a canvas.
   *
   * @param width in canvas units
   * @param height in canvas units
   * @param scale pixels per canvas unit
   * @throws IllegalStateException if this machine has no OpenGL 3.3; says what to install
   */
  public PictureCanvas(int width, int height, double scale) {
    if (width < 1 || height < 1 || !(scale > 0 && scale <= 16)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a canvas is at least 1x1 at a scale above 0 up to 16, not %dx%d at %s",
              width,
              height,
              scale));
    }
    this.pixelWidth = pixels(width, scale);
    this.pixelHeight = pixels(height, scale);
    this.scale = (float) scale;
    this.context = open(pixelWidth, pixelHeight);
    try {
      this.frame = new FrameBuffer(pixelWidth, pixelHeight);
      this.canvas = new GlCanvas();
    } catch (RuntimeException e) {
      // With the context goes all that was made in it.
      context.close();
      throw e;
    }
  }

  /** Pixels along a side: always even, since films are encoded in blocks of two by two. */
  public static int pixels(int units, double scale) {
    return Math.max(2, (int) Math.ceil(units * scale / 2 - 1e-6) * 2);
  }

  private static GlContext open(int width, int height) {
    boolean linux = Platform.get() == Platform.LINUX;
    return linux ? new EglContext() : new WindowContext("Palestra", width, height, false);
  }

  /** Width of its pictures in pixels; always even. */
  public int pixelWidth() {
    return pixelWidth;
  }

  /** Height of its pictures in pixels; always even. */
  public int pixelHeight() {
    return pixelHeight;
  }

  /** Draws a picture. */
  public Picture draw(Consumer<? super GlCanvas> drawing) {
    Picture picture = Picture.blank(pixelWidth, pixelHeight);
    draw(drawing, picture);
    return picture;
  }

  /** Draws into a picture of this canvas's size, so that many frames can share one memory. */
  public void draw(Consumer<? super GlCanvas> drawing, Picture into) {
    if (into.width() != pixelWidth || into.height() != pixelHeight) {
      throw new IllegalArgumentException("the picture has not the canvas's size");
    }
    context.makeCurrent();
    frame.bind();
    canvas.frame(pixelWidth, pixelHeight, scale, drawing);
    frame.read(into);
  }

  @Override
  public void close() {
    context.makeCurrent();
    canvas.close();
    frame.close();
    context.close();
  }
}
