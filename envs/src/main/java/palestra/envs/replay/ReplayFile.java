package palestra.envs.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Replays on disk.
 *
 * <p>A file is the eight letters {@code PALREPLY}, the format's version, the body's length and
 * CRC-32 (four bytes each, big-endian), and the body, compressed.
 */
public final class ReplayFile {
  /** The format this class writes; it reads this one and all before it. */
  public static final int VERSION = 2;

  private static final long MAGIC = 0x50414c5245504c59L; // PALREPLY in ASCII
  private static final int HEADER_BYTES = 20;

  private ReplayFile() {}

  /**
   * Writes a replay: to a new name beside the target, synced, then renamed, so that the target is
   * whole or not there.
   */
  public static void write(Path target, Replay replay) throws IOException {
    byte[] body = compressed(replay);
    CRC32 checksum = new CRC32();
    checksum.update(body);
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + body.length);
    file.putLong(MAGIC).putInt(VERSION).putInt(body.length).putInt((int) checksum.getValue());
    file.put(body).flip();
    Path unfinished = target.resolveSibling(target.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        while (file.hasRemaining()) {
          channel.write(file);
        }
        channel.force(true);
      }
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /**
   * Reads a replay.
   *
   * @throws IOException if the file cannot be read, is no replay, is torn or damaged, or is of a
   *     newer format; the message says which
   */
  public static Replay read(Path source) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(source));
    if (file.remaining() < Long.BYTES || file.getLong() != MAGIC) {
      throw new IOException(source + " is not a replay file");
    }
    if (file.remaining() < HEADER_BYTES - Long.BYTES) {
      throw torn(source);
    }
    int version = file.getInt();
    if (version > VERSION) {
      throw new IOException(
          "%s is a replay of format %d, but this version reads up to %d; use a newer one"
              .formatted(source, version, VERSION));
    }
    int length = file.getInt();
    int expected = file.getInt();
    if (length != file.remaining()) {
      throw torn(source);
    }
    CRC32 checksum = new CRC32();
    checksum.update(file.duplicate());
    if ((int) checksum.getValue() != expected) {
      throw new IOException(source + " is damaged: its checksum does not match");
    }
    byte[] body = new byte[length];
    file.get(body);
    try (InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(body));
        DataInputStream in = new DataInputStream(inflated)) {
      return ReplayCodec.read(in, version);
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(source + " is damaged: " + e.getMessage(), e);
    }
  }

  private static byte[] compressed(Replay replay) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(body))) {
      ReplayCodec.write(replay, out);
    }
    return body.toByteArray();
  }

  private static IOException torn(Path source) {
    return new IOException(source + " is torn: it ends before it should");
  }
}
