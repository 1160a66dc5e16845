package palestra.renderer;

// NanoVG's C functions are named as if this were meant: nvgFill, nvgStroke, ...
import static org.lwjgl.nanovg.NanoVG.*;
import static org.lwjgl.nanovg.NanoVGGL3.NVG_ANTIALIAS;
import static org.lwjgl.nanovg.NanoVGGL3.nvgCreate;
import static org.lwjgl.nanovg.NanoVGGL3.nvgDelete;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.lwjgl.nanovg.NVGColor;
import org.lwjgl.nanovg.NVGPaint;
import org.lwjgl.system.MemoryUtil;
import palestra.envs.Canvas;

/**
 * The canvas on OpenGL 3.3 core: NanoVG draws into whatever frame buffer is bound.
 *
 * <p>{@link PictureCanvas} and {@link WindowCanvas} open one and bracket each picture. A canvas
 * stays on the thread that opened it. Beyond {@link Canvas} it offers a bold text, the width of a
 * text, and {@link #within}: a canvas within the canvas.
 */
public final class GlCanvas implements Canvas, AutoCloseable {

  private final long nanovg;
  private final Typeface regular;
  private final Typeface bold;
  private final NVGColor color = NVGColor.calloc();
  private final NVGPaint pattern = NVGPaint.calloc();
  private final List<Integer> sprites = new ArrayList<>();
  private final float[] transform = new float[6];
  private final Ground ground = new Ground();
  private float width;
  private float height;
  private float pixels;
  private int depth;
  private int floor;

  /** A canvas for the OpenGL context that is current on this thread. */
  GlCanvas() {
    nanovg = nvgCreate(NVG_ANTIALIAS);
    if (nanovg == 0L) {
      throw new IllegalStateException("NanoVG cannot use this OpenGL: version 3.3 core is needed");
    }
    regular = new Typeface(nanovg, "Roboto-Regular.ttf");
    bold = new Typeface(nanovg, "Roboto-Medium.ttf");
  }

  /** Draws one picture of the given size in canvas units; {@code pixels} of them per unit. */
  void frame(int pixelWidth, int pixelHeight, float pixels, Consumer<? super GlCanvas> drawing) {
    ground.start(pixelWidth, pixelHeight, pixels);
    width = pixelWidth / pixels;
    height = pixelHeight / pixels;
    this.pixels = pixels;
    depth = 0;
    floor = 0;
    nvgBeginFrame(nanovg, width, height, pixels);
    nvgLineJoin(nanovg, NVG_ROUND);
    boolean drawn = false;
    try {
      drawing.accept(this);
      drawn = true;
    } finally {
      if (drawn) {
        nvgEndFrame(nanovg);
      } else {
        nvgCancelFrame(nanovg);
      }
      sprites.forEach(sprite -> nvgDeleteImage(nanovg, sprite));
      sprites.clear();
    }
  }

  /**
   * Draws on a part of this canvas as if it were all of one: units are stretched so that {@code
   * unitsWide} fill its width, nothing gets out of it, and what the drawing does to the
   * transformation ends with it.
   */
  public void within(
      float x, float y, float w, float h, float unitsWide, Consumer<? super GlCanvas> drawing) {
    float outerWidth = width;
    float outerHeight = height;
    int outerDepth = depth;
    int outerFloor = floor;
    float stretch = w / unitsWide;
    push();
    nvgTranslate(nanovg, x, y);
    nvgIntersectScissor(nanovg, 0, 0, w, h);
    nvgScale(nanovg, stretch, stretch);
    width = unitsWide;
    height = h / stretch;
    floor = depth;
    Ground.Part outer = ground.enter(transform(), width, height);
    try {
      drawing.accept(this);
    } finally {
      ground.leave(outer);
      floor = outerFloor;
      while (depth > outerDepth) {
        pop();
      }
      width = outerWidth;
      height = outerHeight;
    }
  }

  @Override
  public float width() {
    return width;
  }

  @Override
  public float height() {
    return height;
  }

  @Override
  public void clear(int color) {
    if (!ground.fill(color)) {
      Region region = ground.region();
      push();
      nvgResetTransform(nanovg);
      float x = region.left() / pixels;
      float y = region.top() / pixels;
      rectangle(x, y, region.width() / pixels, region.height() / pixels, color);
      pop();
    }
  }

  @Override
  public void line(float x1, float y1, float x2, float y2, float thickness, int color) {
    nvgBeginPath(nanovg);
    nvgMoveTo(nanovg, x1, y1);
    nvgLineTo(nanovg, x2, y2);
    stroke(thickness, color);
  }

  @Override
  public void polyline(float[] xy, float thickness, int color) {
    if (path(xy)) {
      stroke(thickness, color);
    }
  }

  @Override
  public void polygon(float[] xy, int color) {
    if (path(xy)) {
      nvgClosePath(nanovg);
      fill(color);
    }
  }

  private float[] transform() {
    nvgCurrentTransform(nanovg, transform);
    return transform;
  }

  private boolean path(float[] xy) {
    if (xy.length % 2 != 0) {
      throw new IllegalArgumentException(
          "corners are pairs x0, y0, x1, y1, ..., but there are " + xy.length + " numbers");
    }
    nvgBeginPath(nanovg);
    for (int i = 0; i < xy.length; i += 2) {
      if (i == 0) {
        nvgMoveTo(nanovg, xy[i], xy[i + 1]);
      } else {
        nvgLineTo(nanovg, xy[i], xy[i + 1]);
      }
    }
    return xy.length > 2;
  }

  @Override
  public void rectangle(float x, float y, float w, float h, int color) {
    if (ground.fill(transform(), x, y, w, h, color)) {
      return;
    }
    nvgBeginPath(nanovg);
    nvgRect(nanovg, x, y, w, h);
    fill(color);
  }

  @Override
  public void roundedRectangle(float x, float y, float w, float h, float radius, int color) {
    nvgBeginPath(nanovg);
    nvgRoundedRect(nanovg, x, y, w, h, radius);
    fill(color);
  }

  @Override
  public void circle(float x, float y, float radius, int color) {
    nvgBeginPath(nanovg);
    nvgCircle(nanovg, x, y, radius);
    fill(color);
  }

  @Override
  public void ring(float x, float y, float radius, float thickness, int color) {
    nvgBeginPath(nanovg);
    nvgCircle(nanovg, x, y, radius);
    stroke(thickness, color);
  }

  @Override
  public void text(float x, float y, float size, Align align, int color, String text) {
    text(regular, x, y, size, align, color, text);
  }

  /** As {@link #text}, in a stronger weight. */
  public void boldText(float x, float y, float size, Align align, int color, String text) {
    text(bold, x, y, size, align, color, text);
  }

  private void text(
      Typeface face, float x, float y, float size, Align align, int color, String text) {
    nvgFontFaceId(nanovg, face.id());
    nvgFontSize(nanovg, size);
    nvgTextAlign(nanovg, NVG_ALIGN_MIDDLE | horizontal(align));
    nvgFillColor(nanovg, paint(color));
    nvgText(nanovg, x, y, text);
    ground.ink();
  }

  private static int horizontal(Align align) {
    return switch (align) {
      case LEFT -> NVG_ALIGN_LEFT;
      case CENTER -> NVG_ALIGN_CENTER;
      case RIGHT -> NVG_ALIGN_RIGHT;
    };
  }

  /** As {@link #text} from the left, but smaller where it would be wider than that. */
  public void fittedText(float x, float y, float size, int color, String text, float widest) {
    float fitting = size * Math.min(1, widest / Math.max(textWidth(size, text), 1e-3f));
    text(x, y, fitting, Align.LEFT, color, text);
  }

  /** How wide {@link #text} would be, in canvas units. */
  public float textWidth(float size, String text) {
    nvgFontFaceId(nanovg, regular.id());
    nvgFontSize(nanovg, size);
    return nvgTextBounds(nanovg, 0, 0, text, (float[]) null);
  }

  @Override
  public void sprite(float x, float y, float w, float h, int columns, int rows, byte[] rgb) {
    if (rgb.length != columns * rows * 3) {
      throw new IllegalArgumentException(
          "a sprite of " + columns + "x" + rows + " has not " + rgb.length + " bytes");
    }
    ByteBuffer rgba = MemoryUtil.memAlloc(columns * rows * 4);
    try {
      for (int i = 0; i < rgb.length; i += 3) {
        rgba.put(rgb, i, 3).put((byte) 255);
      }
      int image = nvgCreateImageRGBA(nanovg, columns, rows, NVG_IMAGE_NEAREST, rgba.flip());
      sprites.add(image);
      nvgImagePattern(nanovg, x, y, w, h, 0, image, 1, pattern);
    } finally {
      MemoryUtil.memFree(rgba);
    }
    nvgBeginPath(nanovg);
    nvgRect(nanovg, x, y, w, h);
    nvgFillPaint(nanovg, pattern);
    nvgFill(nanovg);
    ground.ink();
  }

  @Override
  public void push() {
    nvgSave(nanovg);
    depth++;
  }

  @Override
  public void pop() {
    if (depth == floor) {
      throw new IllegalStateException("pop without a push");
    }
    nvgRestore(nanovg);
    depth--;
  }

  @Override
  public void translate(float x, float y) {
    nvgTranslate(nanovg, x, y);
  }

  @Override
  public void rotate(float radians) {
    nvgRotate(nanovg, radians);
  }

  @Override
  public void scale(float x, float y) {
    nvgScale(nanovg, x, y);
  }

  private void stroke(float thickness, int color) {
    nvgStrokeWidth(nanovg, thickness);
    nvgStrokeColor(nanovg, paint(color));
    nvgStroke(nanovg);
    ground.ink();
  }

  private void fill(int color) {
    nvgFillColor(nanovg, paint(color));
    nvgFill(nanovg);
    ground.ink();
  }

  private NVGColor paint(int color) {
    return nvgRGBA(
        (byte) (color >>> 24),
        (byte) (color >>> 16),
        (byte) (color >>> 8),
        (byte) color,
        this.color);
  }

  @Override
  public void close() {
    nvgDelete(nanovg);
    regular.close();
    bold.close();
    color.free();
    pattern.free();
  }
}
