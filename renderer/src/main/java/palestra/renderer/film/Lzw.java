package palestra.renderer.film;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** GIF's variable-length LZW for 8-bit indices (GIF89a specification, appendix F). */
final class Lzw {

  private static final int BITS = 8;
  private static final int CLEAR = 1 << BITS;
  private static final int END = CLEAR + 1;
  private static final int FULL = 4096;
  private static final int SLOTS = 1 << 14;

  private final OutputStream out;
  private final byte[] block = new byte[256];
  private final int[] keys = new int[SLOTS];
  private final short[] codes = new short[SLOTS];
  private int filled;
  private int pending;
  private int pendingBits;

  Lzw(OutputStream out) {
    this.out = out;
  }

  /** Writes the first {@code count} indices as one image's data, sub-blocks and terminator. */
  void encode(byte[] indices, int count) throws IOException {
    out.write(BITS);
    filled = 0;
    pending = 0;
    pendingBits = 0;
    int width = BITS + 1;
    int next = END + 1;
    Arrays.fill(keys, -1);
    put(CLEAR, width);
    int prefix = indices[0] & 0xFF;
    for (int i = 1; i < count; i++) {
      int key = prefix << BITS | (indices[i] & 0xFF);
      int slot = slot(key);
      if (keys[slot] == key) {
        prefix = codes[slot];
        continue;
      }
      put(prefix, width);
      if (next < FULL) {
        keys[slot] = key;
        codes[slot] = (short) next;
        // The decoder is one entry behind: the width grows once it has the entry that needs it.
        if (next == 1 << width) {
          width++;
        }
        next++;
      } else {
        put(CLEAR, width);
        Arrays.fill(keys, -1);
        width = BITS + 1;
        next = END + 1;
      }
      prefix = indices[i] & 0xFF;
    }
    put(prefix, width);
    put(END, next == 1 << width && width < 12 ? width + 1 : width);
    if (pendingBits > 0) {
      add(pending);
    }
    flush();
    out.write(0);
  }

  private int slot(int key) {
    int slot = (key * 0x9E3779B1) >>> 18;
    while (keys[slot] != -1 && keys[slot] != key) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    return slot;
  }

  private void put(int code, int width) throws IOException {
    pending |= code << pendingBits;
    pendingBits += width;
    while (pendingBits >= 8) {
      add(pending);
      pending >>>= 8;
      pendingBits -= 8;
    }
  }

  private void add(int value) throws IOException {
    block[filled++] = (byte) value;
    if (filled == 255) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (filled > 0) {
      out.write(filled);
      out.write(block, 0, filled);
      filled = 0;
    }
  }
}
