package palestra.renderer;

import static org.lwjgl.opengl.GL33C.GL_BGRA;
import static org.lwjgl.opengl.GL33C.GL_COLOR_ATTACHMENT0;
import static org.lwjgl.opengl.GL33C.GL_DEPTH24_STENCIL8;
import static org.lwjgl.opengl.GL33C.GL_DEPTH_STENCIL_ATTACHMENT;
import static org.lwjgl.opengl.GL33C.GL_FRAMEBUFFER;
import static org.lwjgl.opengl.GL33C.GL_FRAMEBUFFER_COMPLETE;
import static org.lwjgl.opengl.GL33C.GL_RENDERBUFFER;
import static org.lwjgl.opengl.GL33C.GL_RGBA8;
import static org.lwjgl.opengl.GL33C.GL_UNSIGNED_INT_8_8_8_8_REV;
import static org.lwjgl.opengl.GL33C.glBindFramebuffer;
import static org.lwjgl.opengl.GL33C.glBindRenderbuffer;
import static org.lwjgl.opengl.GL33C.glCheckFramebufferStatus;
import static org.lwjgl.opengl.GL33C.glDeleteFramebuffers;
import static org.lwjgl.opengl.GL33C.glDeleteRenderbuffers;
import static org.lwjgl.opengl.GL33C.glFramebufferRenderbuffer;
import static org.lwjgl.opengl.GL33C.glGenFramebuffers;
import static org.lwjgl.opengl.GL33C.glGenRenderbuffers;
import static org.lwjgl.opengl.GL33C.glReadPixels;
import static org.lwjgl.opengl.GL33C.glRenderbufferStorage;

import java.nio.IntBuffer;
import org.lwjgl.system.MemoryUtil;

/** What is drawn on where there is no window: colours, depth and stencil in memory. */
final class FrameBuffer implements AutoCloseable {

  private final int width;
  private final int height;
  private final int frame;
  private final int color;
  private final int depthStencil;
  private final IntBuffer pixels;

  FrameBuffer(int width, int height) {
    this.width = width;
    this.height = height;
    frame = glGenFramebuffers();
    color = glGenRenderbuffers();
    depthStencil = glGenRenderbuffers();
    bind();
    attach(color, GL_RGBA8, GL_COLOR_ATTACHMENT0);
    attach(depthStencil, GL_DEPTH24_STENCIL8, GL_DEPTH_STENCIL_ATTACHMENT);
    int status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
    if (status != GL_FRAMEBUFFER_COMPLETE) {
      throw new IllegalStateException(
          "OpenGL refuses a picture of " + width + "x" + height + " (status " + status + ")");
    }
    pixels = MemoryUtil.memAllocInt(width * height);
  }

  private void attach(int buffer, int format, int point) {
    glBindRenderbuffer(GL_RENDERBUFFER, buffer);
    glRenderbufferStorage(GL_RENDERBUFFER, format, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, point, GL_RENDERBUFFER, buffer);
  }

  void bind() {
    glBindFramebuffer(GL_FRAMEBUFFER, frame);
  }

  /** Copies what was drawn, turning OpenGL's bottom row first into top row first. */
  void read(Picture into) {
    read(into, pixels);
  }

  /** As {@link #read}, from whatever is bound, such as a window. */
  static void readBound(Picture into) {
    IntBuffer pixels = MemoryUtil.memAllocInt(into.rgb().length);
    try {
      read(into, pixels);
    } finally {
      MemoryUtil.memFree(pixels);
    }
  }

  private static void read(Picture into, IntBuffer pixels) {
    int width = into.width();
    int height = into.height();
    glReadPixels(0, 0, width, height, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, pixels);
    int[] rgb = into.rgb();
    for (int y = 0; y < height; y++) {
      pixels.get((height - 1 - y) * width, rgb, y * width, width);
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] &= 0xFFFFFF;
    }
  }

  @Override
  public void close() {
    MemoryUtil.memFree(pixels);
    glDeleteFramebuffers(frame);
    glDeleteRenderbuffers(color);
    glDeleteRenderbuffers(depthStencil);
  }
}
