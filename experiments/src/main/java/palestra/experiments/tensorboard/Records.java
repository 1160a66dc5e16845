package palestra.experiments.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * TFRecord framing: length (8 bytes, little endian), masked CRC-32C of the length (4), data, masked
 * CRC-32C of the data (4). See TensorFlow's {@code lib/io/record_writer.h}.
 */
final class Records {
  private static final int HEADER = Long.BYTES + Integer.BYTES;
  private static final int FOOTER = Integer.BYTES;

  private Records() {}

  static void write(FileChannel channel, byte[] data) throws IOException {
    ByteBuffer frame =
        ByteBuffer.allocate(HEADER + data.length + FOOTER).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(data.length);
    frame.putInt(maskedCrc(frame.array(), 0, Long.BYTES));
    frame.put(data);
    frame.putInt(maskedCrc(data, 0, data.length));
    frame.flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /** All whole records; a torn or damaged one ends the list. */
  static List<byte[]> read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (buffer.remaining() >= HEADER) {
      int crcOfLength = maskedCrc(bytes, buffer.position(), Long.BYTES);
      long length = buffer.getLong();
      if (buffer.getInt() != crcOfLength || buffer.remaining() < length + FOOTER) {
        break;
      }
      byte[] data = new byte[Math.toIntExact(length)];
      buffer.get(data);
      if (buffer.getInt() != maskedCrc(data, 0, data.length)) {
        break;
      }
      records.add(data);
    }
    return records;
  }

  /** Rotated and shifted, since a CRC over data that holds its own CRC is weak. */
  static int maskedCrc(byte[] data, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, offset, length);
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + 0xa282ead8;
  }
}
