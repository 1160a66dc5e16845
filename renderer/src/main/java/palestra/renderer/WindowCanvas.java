package palestra.renderer;

import static org.lwjgl.glfw.GLFW.GLFW_KEY_END;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_ESCAPE;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_HOME;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_LEFT;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_PAGE_DOWN;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_PAGE_UP;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_RIGHT;
import static org.lwjgl.glfw.GLFW.GLFW_MOUSE_BUTTON_LEFT;
import static org.lwjgl.glfw.GLFW.GLFW_PRESS;
import static org.lwjgl.glfw.GLFW.GLFW_RELEASE;
import static org.lwjgl.glfw.GLFW.glfwGetCursorPos;
import static org.lwjgl.glfw.GLFW.glfwGetFramebufferSize;
import static org.lwjgl.glfw.GLFW.glfwGetMouseButton;
import static org.lwjgl.glfw.GLFW.glfwGetWindowSize;
import static org.lwjgl.glfw.GLFW.glfwSetCharCallback;
import static org.lwjgl.glfw.GLFW.glfwSetKeyCallback;
import static org.lwjgl.glfw.GLFW.glfwSetWindowShouldClose;
import static org.lwjgl.glfw.GLFW.glfwSwapBuffers;
import static org.lwjgl.glfw.GLFW.glfwSwapInterval;
import static org.lwjgl.glfw.GLFW.glfwWaitEventsTimeout;
import static org.lwjgl.glfw.GLFW.glfwWindowShouldClose;

import java.util.Optional;
import java.util.function.Consumer;
import org.lwjgl.glfw.Callbacks;

/**
 * A canvas in a window. The drawing keeps its shape and is centred whatever the window's size.
 *
 * <p>Use it on the thread that opened it, which on macOS has to be the program's first.
 */
public final class WindowCanvas implements AutoCloseable {

  /** What a viewer can press; signs are taken as typed, whatever the keyboard's layout. */
  public enum Key {
    SPACE,
    LEFT,
    RIGHT,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    PLUS,
    MINUS,
    R,
    Q,
    ESCAPE
  }

  /** A place on the drawing, in canvas units. */
  public record Point(double x, double y) {}

  private final int width;
  private final int height;
  private final WindowContext context;
  private final long window;
  private final GlCanvas canvas;
  private final int[] across = new int[1];
  private final int[] down = new int[1];

  /**
   * Opens a window.
   *
   * @param width of the drawing, in canvas units
   * @param height of the drawing, in canvas units
   * @throws NoDisplayException where there is no display
   */
  public WindowCanvas(String title, int width, int height) {
    this.width = width;
    this.height = height;
    context = new WindowContext(title, width, height, true);
    window = context.window();
    try {
      canvas = new GlCanvas();
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
    glfwSwapInterval(1);
  }

  /** Says who hears of keys; they are told while {@link #rest} waits. */
  public void onKey(Consumer<Key> listener) {
    glfwSetCharCallback(window, (w, code) -> typed(code).ifPresent(listener));
    glfwSetKeyCallback(
        window,
        (w, code, scan, action, modifiers) -> {
          if (action != GLFW_RELEASE) {
            pressed(code).ifPresent(listener);
          }
        });
  }

  static Optional<Key> typed(int code) {
    return Optional.ofNullable(
        switch (code) {
          case ' ' -> Key.SPACE;
          case '+', '=' -> Key.PLUS;
          case '-', '_' -> Key.MINUS;
          case 'r', 'R' -> Key.R;
          case 'q', 'Q' -> Key.Q;
          default -> null;
        });
  }

  static Optional<Key> pressed(int code) {
    return Optional.ofNullable(
        switch (code) {
          case GLFW_KEY_LEFT -> Key.LEFT;
          case GLFW_KEY_RIGHT -> Key.RIGHT;
          case GLFW_KEY_PAGE_UP -> Key.PAGE_UP;
          case GLFW_KEY_PAGE_DOWN -> Key.PAGE_DOWN;
          case GLFW_KEY_HOME -> Key.HOME;
          case GLFW_KEY_END -> Key.END;
          case GLFW_KEY_ESCAPE -> Key.ESCAPE;
          default -> null;
        });
  }

  /** Where the mouse holds its left button down, if it does. */
  public Optional<Point> pointed() {
    if (glfwGetMouseButton(window, GLFW_MOUSE_BUTTON_LEFT) != GLFW_PRESS) {
      return Optional.empty();
    }
    double[] x = new double[1];
    double[] y = new double[1];
    glfwGetCursorPos(window, x, y);
    glfwGetWindowSize(window, across, down);
    double stretch = stretch();
    return Optional.of(
        new Point(
            (x[0] - across[0] / 2.0) / stretch + width / 2.0,
            (y[0] - down[0] / 2.0) / stretch + height / 2.0));
  }

  /** Whether nobody has closed the window yet. */
  public boolean isOpen() {
    return !glfwWindowShouldClose(window);
  }

  /** Makes {@link #isOpen} false, as the window's own button does. */
  public void shut() {
    glfwSetWindowShouldClose(window, true);
  }

  /** Draws a picture and shows it. */
  public void show(Consumer<? super GlCanvas> drawing) {
    draw(drawing);
    glfwSwapBuffers(window);
  }

  /** Draws a picture and copies it instead of showing it. */
  public Picture copy(Consumer<? super GlCanvas> drawing) {
    draw(drawing);
    Picture picture = Picture.blank(across[0], down[0]);
    FrameBuffer.readBound(picture);
    return picture;
  }

  private void draw(Consumer<? super GlCanvas> drawing) {
    context.makeCurrent();
    glfwGetFramebufferSize(window, across, down);
    if (across[0] == 0 || down[0] == 0) {
      return; // minimised
    }
    float w = (float) (width * stretch());
    float h = (float) (height * stretch());
    canvas.frame(
        across[0],
        down[0],
        1,
        all -> {
          all.clear(Theme.FAINT);
          all.within((across[0] - w) / 2, (down[0] - h) / 2, w, h, width, drawing);
        });
  }

  private double stretch() {
    return Math.min((double) across[0] / width, (double) down[0] / height);
  }

  /** Waits for keys and the like, but not longer than so many seconds. */
  public void rest(double seconds) {
    glfwWaitEventsTimeout(Math.max(seconds, 1e-3));
  }

  @Override
  public void close() {
    context.makeCurrent();
    canvas.close();
    Callbacks.glfwFreeCallbacks(window);
    context.close();
  }
}
