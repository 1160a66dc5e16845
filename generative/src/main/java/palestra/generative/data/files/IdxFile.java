package palestra.generative.data.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file in the IDX format of MNIST (LeCun et al.): two zero bytes, the type of the numbers, how
 * many dimensions there are, each dimension as four bytes, the most significant first, then the
 * numbers, the last dimension running fastest. Unsigned bytes, type 0x08, are read and written.
 * Files compressed by gzip are known by their first bytes; offsets are those of the uncompressed
 * content.
 *
 * @param dimensions one at least
 * @param body the numbers
 */
public record IdxFile(int[] dimensions, byte[] body) {
  private static final int UNSIGNED_BYTES = 0x08;

  /**
   * Reads a file.
   *
   * @param dimensions how many it must have: 1 for labels, 3 for pictures
   * @throws IllegalArgumentException if there is no such file or it is not as it should be; one
   *     line with the file and the offset of the byte
   */
  public static IdxFile read(Path file, int dimensions) {
    try (InputStream input = open(file)) {
      return read(file, input, dimensions);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + file, e);
    } catch (EOFException | ZipException e) {
      throw new IllegalArgumentException(file + ": the compressed file is torn or damaged", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      plain.mark(2);
      boolean zipped = plain.read() == 0x1f && plain.read() == 0x8b;
      plain.reset();
      return zipped ? new GZIPInputStream(plain, 1 << 16) : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static IdxFile read(Path file, InputStream input, int dimensions) throws IOException {
    int expected = (UNSIGNED_BYTES << 8) | dimensions;
    int headerSize = 4 + 4 * dimensions;
    byte[] header = input.readNBytes(headerSize);
    if (header.length >= 4) {
      checkMagic(file, ByteBuffer.wrap(header).getInt(), expected, dimensions);
    }
    if (header.length < headerSize) {
      throw wrong(
          file,
          header.length,
          "the file ends in its header, which has %d bytes".formatted(headerSize));
    }
    int[] sizes = new int[dimensions];
    long count = 1;
    for (int i = 0; i < dimensions; i++) {
      sizes[i] = ByteBuffer.wrap(header).getInt(4 + 4 * i);
      count = sizes[i] < 0 ? Long.MAX_VALUE : count * sizes[i];
      if (count > Integer.MAX_VALUE - 8) {
        throw wrong(file, 4 + 4 * i, "dimension %d is too large".formatted(i + 1));
      }
    }
    byte[] body = input.readNBytes((int) count);
    if (body.length < count) {
      throw wrong(
          file,
          (long) headerSize + body.length,
          "the file ends here, but should have %d bytes".formatted(headerSize + count));
    }
    if (input.read() >= 0) {
      throw wrong(file, headerSize + count, "the file should end here, but goes on");
    }
    return new IdxFile(sizes, body);
  }

  private static void checkMagic(Path file, int magic, int expected, int dimensions) {
    if (magic == expected) {
      return;
    }
    String found = "magic number 0x%08x, not 0x%08x".formatted(magic, expected);
    if (magic >>> 8 == UNSIGNED_BYTES) {
      throw wrong(file, 3, "%d dimensions, not %d".formatted(magic & 0xff, dimensions));
    } else if (magic >>> 16 == 0) {
      throw wrong(file, 2, found + "; only unsigned bytes, type 0x08, can be read");
    }
    throw wrong(file, 0, found + "; this is no IDX file");
  }

  static IllegalArgumentException wrong(Path file, long offset, String what) {
    return new IllegalArgumentException("%s: offset %d: %s".formatted(file, offset, what));
  }

  /** Where the number of an index stands in the file. */
  long offset(int index) {
    return 4 + 4L * dimensions.length + index;
  }

  /** Writes a file, uncompressed; the one that is there is replaced in one go. */
  public void write(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + body.length);
    bytes.putInt((UNSIGNED_BYTES << 8) | dimensions.length);
    for (int size : dimensions) {
      bytes.putInt(size);
    }
    bytes.put(body);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, bytes.array());
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
