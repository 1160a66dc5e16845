package palestra.renderer;

import static org.lwjgl.egl.EGL10.EGL_NONE;
import static org.lwjgl.egl.EGL10.EGL_SURFACE_TYPE;
import static org.lwjgl.egl.EGL10.eglChooseConfig;
import static org.lwjgl.egl.EGL10.eglCreateContext;
import static org.lwjgl.egl.EGL10.eglDestroyContext;
import static org.lwjgl.egl.EGL10.eglGetError;
import static org.lwjgl.egl.EGL10.eglInitialize;
import static org.lwjgl.egl.EGL10.eglMakeCurrent;
import static org.lwjgl.egl.EGL12.EGL_RENDERABLE_TYPE;
import static org.lwjgl.egl.EGL12.eglBindAPI;
import static org.lwjgl.egl.EGL14.EGL_OPENGL_API;
import static org.lwjgl.egl.EGL14.EGL_OPENGL_BIT;
import static org.lwjgl.egl.EGL15.EGL_CONTEXT_MAJOR_VERSION;
import static org.lwjgl.egl.EGL15.EGL_CONTEXT_MINOR_VERSION;
import static org.lwjgl.egl.EGL15.EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT;
import static org.lwjgl.egl.EGL15.EGL_CONTEXT_OPENGL_PROFILE_MASK;

import java.nio.IntBuffer;
import org.lwjgl.PointerBuffer;
import org.lwjgl.egl.EGL;
import org.lwjgl.opengl.GL;
import org.lwjgl.opengl.GLCapabilities;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;

/**
 * OpenGL with no display and no surface at all, through Mesa's EGL_PLATFORM_SURFACELESS.
 *
 * <p>The EGL display is one for the whole process and is left initialised on purpose: {@code
 * eglTerminate} counts no users, so it would pull it from under every other open context.
 */
final class EglContext implements GlContext {

  private static final int PLATFORM_SURFACELESS = 0x31DD;
  private static final String NEEDED =
      "drawing without a display needs Mesa's EGL (Debian: libegl1 libegl-mesa0 libgl1-mesa-dri)";

  private final long display;
  private final long context;
  private final GLCapabilities capabilities;

  EglContext() {
    display = openDisplay();
    try (MemoryStack stack = MemoryStack.stackPush()) {
      IntBuffer wanted =
          stack.ints(EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE);
      PointerBuffer configs = stack.mallocPointer(1);
      IntBuffer found = stack.mallocInt(1);
      check(eglBindAPI(EGL_OPENGL_API), "eglBindAPI");
      check(eglChooseConfig(display, wanted, configs, found), "eglChooseConfig");
      check(found.get(0) > 0, "eglChooseConfig");
      IntBuffer version =
          stack.ints(
              EGL_CONTEXT_MAJOR_VERSION,
              3,
              EGL_CONTEXT_MINOR_VERSION,
              3,
              EGL_CONTEXT_OPENGL_PROFILE_MASK,
              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
              EGL_NONE);
      context = eglCreateContext(display, configs.get(0), 0L, version);
      check(context != 0L, "eglCreateContext");
    }
    check(eglMakeCurrent(display, 0L, 0L, context), "eglMakeCurrent");
    capabilities = GL.createCapabilities(true);
  }

  private static long openDisplay() {
    long getPlatformDisplay;
    try {
      getPlatformDisplay = EGL.getCapabilities().eglGetPlatformDisplay;
    } catch (LinkageError e) {
      throw new IllegalStateException(NEEDED + ": " + firstLine(e), e);
    }
    if (getPlatformDisplay == 0L) {
      throw new IllegalStateException(NEEDED + ": this EGL is older than 1.5");
    }
    // The binding refuses the null native display that this platform wants, hence the bare call.
    long display = JNI.callPPP(PLATFORM_SURFACELESS, 0L, 0L, getPlatformDisplay);
    try (MemoryStack stack = MemoryStack.stackPush()) {
      if (display == 0L || !eglInitialize(display, stack.mallocInt(1), stack.mallocInt(1))) {
        throw new IllegalStateException(NEEDED + ": no surfaceless display");
      }
    }
    return display;
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static void check(boolean worked, String call) {
    if (!worked) {
      throw new IllegalStateException(
          NEEDED + ": " + call + " failed with 0x" + Integer.toHexString(eglGetError()));
    }
  }

  @Override
  public void makeCurrent() {
    check(eglMakeCurrent(display, 0L, 0L, context), "eglMakeCurrent");
    GL.setCapabilities(capabilities);
  }

  @Override
  public void close() {
    eglMakeCurrent(display, 0L, 0L, 0L);
    GL.setCapabilities(null);
    eglDestroyContext(display, context);
  }
}
