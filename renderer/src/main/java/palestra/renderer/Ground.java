package palestra.renderer;

import static org.lwjgl.opengl.GL33C.GL_COLOR_BUFFER_BIT;
import static org.lwjgl.opengl.GL33C.GL_SCISSOR_TEST;
import static org.lwjgl.opengl.GL33C.GL_STENCIL_BUFFER_BIT;
import static org.lwjgl.opengl.GL33C.glClear;
import static org.lwjgl.opengl.GL33C.glClearColor;
import static org.lwjgl.opengl.GL33C.glDisable;
import static org.lwjgl.opengl.GL33C.glEnable;
import static org.lwjgl.opengl.GL33C.glScissor;
import static org.lwjgl.opengl.GL33C.glViewport;

import java.util.ArrayList;
import java.util.List;

/**
 * What lies under NanoVG's ink: large plain areas, filled by OpenGL itself.
 *
 * <p>NanoVG's shader takes 4 ms for an area that OpenGL clears in no time, but NanoVG draws only
 * when the frame ends: so OpenGL goes first, wherever nothing has been inked yet.
 */
final class Ground {

  /** A part of the picture, and whether NanoVG will draw in it. */
  record Part(Region region, boolean inked) {}

  private final List<Region> inked = new ArrayList<>();
  private Part part = new Part(new Region(0, 0, 0, 0), false);
  private float pixels;
  private int height;

  /** Starts a picture, all black. */
  void start(int pixelWidth, int pixelHeight, float pixelsPerUnit) {
    glViewport(0, 0, pixelWidth, pixelHeight);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT | GL_STENCIL_BUFFER_BIT);
    inked.clear();
    pixels = pixelsPerUnit;
    height = pixelHeight;
    part = new Part(new Region(0, 0, pixelWidth, pixelHeight), false);
  }

  /** The part of the picture that is being drawn. */
  Region region() {
    return part.region;
  }

  /**
   * Goes into a part of the present part.
   *
   * @param transform NanoVG's: a, b, c, d, e, f
   * @param w width of the part in units of that transformation
   * @param h its height
   * @return what {@link #leave} takes to come back
   */
  Part enter(float[] transform, float w, float h) {
    if (transform[1] != 0 || transform[2] != 0) {
      throw new IllegalStateException("a canvas within a canvas cannot be turned");
    }
    Region inner =
        new Region(
            Math.round(transform[4] * pixels),
            Math.round(transform[5] * pixels),
            Math.round((transform[4] + transform[0] * w) * pixels),
            Math.round((transform[5] + transform[3] * h) * pixels));
    Part outer = part;
    part = new Part(outer.region.and(inner), false);
    return outer;
  }

  /** Comes back to the part that {@link #enter} left. */
  void leave(Part outer) {
    part = outer;
  }

  /** Notes that NanoVG will draw somewhere in the present part. */
  void ink() {
    if (!part.inked) {
      inked.add(part.region);
      part = new Part(part.region, true);
    }
  }

  /** Fills the present part, if OpenGL still may. */
  boolean fill(int color) {
    return may(color) && fillNow(part.region, color);
  }

  /** Fills a rectangle of the present part, if OpenGL still may and can to the pixel. */
  boolean fill(float[] transform, float x, float y, float w, float h, int color) {
    Region area = Region.exactly(transform, x, y, w, h, pixels);
    return area != null && may(color) && fillNow(area.and(part.region), color);
  }

  private boolean may(int color) {
    return (color & 0xFF) == 0xFF && inked.stream().noneMatch(part.region::meets);
  }

  private boolean fillNow(Region area, int color) {
    glEnable(GL_SCISSOR_TEST);
    glScissor(area.left(), height - area.bottom(), area.width(), area.height());
    glClearColor(
        (color >>> 24) / 255f, (color >>> 16 & 0xFF) / 255f, (color >>> 8 & 0xFF) / 255f, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
    return true;
  }
}
