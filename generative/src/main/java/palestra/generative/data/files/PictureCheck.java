package palestra.generative.data.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Finds damage in PNG and JPEG files before they are decoded: decoders pass over much of it in
 * silence, a torn JPEG becomes grey at the bottom. PNG (W3C 2003): a signature, then chunks, each
 * with its length, name and check sum. JPEG (ITU T.81): segments that begin with a marker; the last
 * marker is the end of the image.
 */
final class PictureCheck {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private PictureCheck() {}

  static void check(Path file, byte[] bytes) {
    if (bytes.length >= PNG.length && ByteBuffer.wrap(bytes, 0, 8).equals(ByteBuffer.wrap(PNG))) {
      png(file, bytes);
    } else if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8) {
      jpeg(file, bytes);
    } else {
      throw IdxFile.wrong(file, 0, "this is neither PNG nor JPEG");
    }
  }

  private static void png(Path file, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int at = PNG.length;
    while (true) {
      if (bytes.length - at < 12) {
        throw IdxFile.wrong(file, bytes.length, "the file ends, but the picture does not");
      }
      long length = buffer.getInt(at) & 0xffffffffL;
      if (length > bytes.length - at - 12) {
        throw IdxFile.wrong(file, bytes.length, "the file ends within the chunk at " + at);
      }
      CRC32 sum = new CRC32();
      sum.update(bytes, at + 4, (int) length + 4);
      String name = new String(bytes, at + 4, 4, StandardCharsets.US_ASCII);
      if ((int) sum.getValue() != buffer.getInt(at + 8 + (int) length)) {
        throw IdxFile.wrong(file, at, "the chunk here is damaged: its check sum is wrong");
      }
      if (name.equals("IEND")) {
        return;
      }
      at += 12 + (int) length;
    }
  }

  private static void jpeg(Path file, byte[] bytes) {
    int at = 2;
    boolean pictured = false;
    while (at + 1 < bytes.length) {
      if ((bytes[at] & 0xff) != 0xff) {
        throw IdxFile.wrong(file, at, "there is no marker where a segment should begin");
      }
      int marker = bytes[at + 1] & 0xff;
      if (marker == 0xff) {
        at++; // fill
      } else if (marker == 0xd9) {
        if (!pictured) {
          throw IdxFile.wrong(file, at, "the picture ends before it begins");
        }
        return;
      } else if (at + 3 >= bytes.length) {
        break;
      } else {
        at += 2 + (((bytes[at + 2] & 0xff) << 8) | (bytes[at + 3] & 0xff));
        if (marker == 0xda) {
          pictured = true;
          at = endOfScan(bytes, at);
        }
      }
    }
    throw IdxFile.wrong(file, bytes.length, "the file ends, but the picture does not");
  }

  /** Where the next marker is that is neither a stuffed byte nor a restart. */
  private static int endOfScan(byte[] bytes, int begin) {
    int at = begin;
    while (at + 1 < bytes.length) {
      int next = bytes[at + 1] & 0xff;
      if ((bytes[at] & 0xff) == 0xff && next != 0 && !(next >= 0xd0 && next <= 0xd7)) {
        return at;
      }
      at++;
    }
    return bytes.length;
  }
}
