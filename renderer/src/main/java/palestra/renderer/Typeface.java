package palestra.renderer;

import static org.lwjgl.nanovg.NanoVG.nvgCreateFontMem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.lwjgl.system.MemoryUtil;

/** One typeface of the class path, given to one NanoVG context, whose life it has to outlast. */
final class Typeface implements AutoCloseable {

  private static final String FOLDER = "/com/formdev/flatlaf/fonts/roboto/";

  private final ByteBuffer data;
  private final int id;

  Typeface(long nanovg, String file) {
    data = read(FOLDER + file);
    id = nvgCreateFontMem(nanovg, file, data, false);
    if (id < 0) {
      MemoryUtil.memFree(data);
      throw new IllegalStateException("the typeface " + file + " cannot be read");
    }
  }

  private static ByteBuffer read(String resource) {
    try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the typeface " + resource + " is not on the class path");
      }
      byte[] bytes = in.readAllBytes();
      return MemoryUtil.memAlloc(bytes.length).put(bytes).flip();
    } catch (IOException e) {
      throw new UncheckedIOException("the typeface " + resource + " cannot be read", e);
    }
  }

  int id() {
    return id;
  }

  @Override
  public void close() {
    MemoryUtil.memFree(data);
  }
}
