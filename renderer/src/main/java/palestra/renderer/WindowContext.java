package palestra.renderer;

import static org.lwjgl.glfw.GLFW.GLFW_CONTEXT_VERSION_MAJOR;
import static org.lwjgl.glfw.GLFW.GLFW_CONTEXT_VERSION_MINOR;
import static org.lwjgl.glfw.GLFW.GLFW_FALSE;
import static org.lwjgl.glfw.GLFW.GLFW_OPENGL_CORE_PROFILE;
import static org.lwjgl.glfw.GLFW.GLFW_OPENGL_FORWARD_COMPAT;
import static org.lwjgl.glfw.GLFW.GLFW_OPENGL_PROFILE;
import static org.lwjgl.glfw.GLFW.GLFW_PLATFORM;
import static org.lwjgl.glfw.GLFW.GLFW_PLATFORM_X11;
import static org.lwjgl.glfw.GLFW.GLFW_STENCIL_BITS;
import static org.lwjgl.glfw.GLFW.GLFW_TRUE;
import static org.lwjgl.glfw.GLFW.GLFW_VISIBLE;
import static org.lwjgl.glfw.GLFW.glfwCreateWindow;
import static org.lwjgl.glfw.GLFW.glfwDestroyWindow;
import static org.lwjgl.glfw.GLFW.glfwGetError;
import static org.lwjgl.glfw.GLFW.glfwInit;
import static org.lwjgl.glfw.GLFW.glfwInitHint;
import static org.lwjgl.glfw.GLFW.glfwMakeContextCurrent;
import static org.lwjgl.glfw.GLFW.glfwTerminate;
import static org.lwjgl.glfw.GLFW.glfwWindowHint;

import org.lwjgl.PointerBuffer;
import org.lwjgl.opengl.GL;
import org.lwjgl.opengl.GLCapabilities;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.Platform;

/** OpenGL in a GLFW window; hidden, it stands in for EGL on systems that have none. */
final class WindowContext implements GlContext {

  private final long window;
  private final GLCapabilities capabilities;

  /**
   * Opens a window.
   *
   * @throws NoDisplayException where there is no display
   */
  WindowContext(String title, int width, int height, boolean visible) {
    try {
      // Without Wayland its library would still print a complaint of its own.
      if (System.getenv("WAYLAND_DISPLAY") == null && Platform.get() == Platform.LINUX) {
        glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
      }
      if (!glfwInit()) {
        throw new NoDisplayException(lastError());
      }
    } catch (LinkageError e) {
      throw new NoDisplayException("the GLFW library does not load: " + e.getMessage());
    }
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_STENCIL_BITS, 8);
    glfwWindowHint(GLFW_VISIBLE, visible ? GLFW_TRUE : GLFW_FALSE);
    window = glfwCreateWindow(width, height, title, 0L, 0L);
    if (window == 0L) {
      String reason = lastError();
      glfwTerminate();
      throw new NoDisplayException(reason);
    }
    glfwMakeContextCurrent(window);
    capabilities = GL.createCapabilities(true);
  }

  private static String lastError() {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      PointerBuffer description = stack.mallocPointer(1);
      int code = glfwGetError(description);
      String text = description.get(0) == 0L ? null : description.getStringUTF8();
      return text == null ? "GLFW error " + code : text;
    }
  }

  long window() {
    return window;
  }

  @Override
  public void makeCurrent() {
    glfwMakeContextCurrent(window);
    GL.setCapabilities(capabilities);
  }

  @Override
  public void close() {
    glfwMakeContextCurrent(0L);
    GL.setCapabilities(null);
    glfwDestroyWindow(window);
    glfwTerminate();
  }
}
