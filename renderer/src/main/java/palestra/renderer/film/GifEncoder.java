package palestra.renderer.film;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import palestra.renderer.Picture;

/**
 * Writes an animated GIF (GIF89a) that loops for ever.
 *
 * <p>Of each frame only the rectangle that changed is stored, and in it unchanged pixels are
 * see-through; a frame equal to the one before only lengthens its stay.
 */
final class GifEncoder {

  private static final int AS_BEFORE = Palette.MOST;

  private final OutputStream out;
  private final int width;
  private final int height;
  private final Palette palette;
  private final byte[] shown;
  private final byte[] next;
  private final byte[] changed;
  private final Lzw lzw;
  private int left;
  private int top;
  private int right;
  private int bottom;
  private int hundredths;

  GifEncoder(OutputStream out, int width, int height, Palette palette) throws IOException {
    this.out = out;
    this.width = width;
    this.height = height;
    this.palette = palette;
    shown = new byte[width * height];
    next = new byte[width * height];
    changed = new byte[width * height];
    lzw = new Lzw(out);
    Arrays.fill(shown, (byte) AS_BEFORE);
    out.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    word(width);
    word(height);
    // A global table of 256 colours, 8 bits each; background index and aspect ratio unused.
    bytes(0xF7, 0, 0);
    for (int i = 0; i < 256; i++) {
      int color = i < palette.size() ? palette.color(i) : 0;
      bytes(color >> 16, color >> 8, color);
    }
    bytes(0x21, 0xFF, 11);
    out.write("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
    bytes(3, 1, 0, 0, 0);
  }

  /** Adds a frame that stays for a time in hundredths of a second. */
  void frame(Picture picture, int stay) throws IOException {
    palette.index(picture, next);
    int newLeft = width;
    int newRight = -1;
    int newTop = height;
    int newBottom = -1;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (next[i] != shown[i]) {
          newLeft = Math.min(newLeft, x);
          newRight = Math.max(newRight, x);
          newTop = Math.min(newTop, y);
          newBottom = y;
        }
      }
    }
    if (newRight >= 0) {
      flush();
      left = newLeft;
      right = newRight;
      top = newTop;
      bottom = newBottom;
      int to = 0;
      for (int y = top; y <= bottom; y++) {
        for (int i = y * width + left; i <= y * width + right; i++) {
          changed[to++] = next[i] == shown[i] ? (byte) AS_BEFORE : next[i];
          shown[i] = next[i];
        }
      }
    }
    hundredths += stay;
  }

  /** A frame is written when its stay is known: when the next one differs, or at the end. */
  private void flush() throws IOException {
    if (hundredths == 0) {
      return;
    }
    // Graphic control: leave in place, index 255 see-through.
    bytes(0x21, 0xF9, 4, 0x05);
    word(Math.min(hundredths, 0xFFFF));
    bytes(AS_BEFORE, 0);
    bytes(0x2C);
    word(left);
    word(top);
    word(right - left + 1);
    word(bottom - top + 1);
    bytes(0);
    lzw.encode(changed, (right - left + 1) * (bottom - top + 1));
    hundredths = 0;
  }

  /** Ends the file; the stream stays open. */
  void end() throws IOException {
    flush();
    bytes(0x3B);
  }

  private void word(int value) throws IOException {
    bytes(value, value >> 8);
  }

  private void bytes(int... values) throws IOException {
    for (int value : values) {
      out.write(value);
    }
  }
}
