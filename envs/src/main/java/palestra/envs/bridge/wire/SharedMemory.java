package palestra.envs.bridge.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file in memory that another process maps too: what both see without a call between them.
 *
 * <p>Only its owner may open it (mode 0600, in a directory of mode 0700). Once everyone who is to
 * have it has it open, {@link #hide} takes its name away, so that nothing is left of it whatever
 * happens to the processes; after that a newcomer opens it by {@link #path()} all the same, through
 * this process.
 *
 * <p>It begins with a header: magic number, version of the protocol, size in bytes.
 */
public final class SharedMemory implements AutoCloseable {
  /** Bytes of the header. */
  public static final int HEADER_BYTES = 64;

  /** The protocol both sides must speak; {@code shared.py} has the same. */
  public static final int VERSION = 1;

  private static final long MAGIC = 0x4547444952424150L; // "PABRIDGE" in the file
  private static final String DELETED = " (deleted)";
  private static final FileAttribute<?> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;
  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer memory;
  private boolean hidden;

  private SharedMemory(Path directory, Path file, FileChannel channel, ByteBuffer memory) {
    this.directory = directory;
    this.file = file;
    this.channel = channel;
    this.memory = memory;
  }

  /**
   * A directory for a file to come, in memory where the system has such a place: its name alone, so
   * that others know what to clear away before it is there.
   */
  public static Path newDirectory() {
    Path memory = Path.of("/dev/shm");
    Path place = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    return place.resolve("palestra-" + UUID.randomUUID());
  }

  /**
   * A new file of zeros after its header.
   *
   * @param directory its directory, which is made, and goes with it
   * @param bytes header included
   * @throws UncheckedIOException if there is no room for it
   */
  public static SharedMemory create(Path directory, long bytes) {
    Path file = directory.resolve("rows");
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%d bytes of observations and actions are more than the bridge can share: 2 GB; take"
                  .formatted(bytes)
              + " fewer copies");
    }
    try {
      Files.createDirectory(directory, PRIVATE_DIRECTORY);
      FileChannel channel =
          FileChannel.open(
              file,
              Set.of(
                  StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
              PRIVATE_FILE);
      fill(channel, bytes);
      ByteBuffer memory =
          channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes).order(ByteOrder.nativeOrder());
      memory.putLong(0, MAGIC).putInt(8, VERSION).putLong(16, bytes);
      return new SharedMemory(directory, file, channel, memory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot share %d bytes of memory in %s: %s".formatted(bytes, directory, e.getMessage()),
          e);
    }
  }

  /** Takes all the room now: a hole that finds no room later would end the process. */
  private static void fill(FileChannel channel, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(bytes, 1 << 20));
    for (long at = 0; at < bytes; ) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at));
      at += channel.write(zeros, at);
    }
  }

  /** All of it, in native byte order; use the absolute methods. */
  public ByteBuffer memory() {
    return memory;
  }

  /** A part of it. */
  public ByteBuffer slice(int from, int bytes) {
    return memory.slice(from, bytes).order(ByteOrder.nativeOrder());
  }

  /** Where another process of the same user opens it. */
  public Path path() {
    if (!hidden) {
      return file;
    }
    Path descriptors = Path.of("/proc/self/fd");
    try (Stream<Path> all = Files.list(descriptors)) {
      Path own =
          all.filter(this::isOurs)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException(file + " is not open any more"));
      return Path.of(
          "/proc",
          Long.toString(ProcessHandle.current().pid()),
          "fd",
          own.getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + descriptors, e);
    }
  }

  private boolean isOurs(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().equals(file + DELETED);
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }

  /**
   * Takes the file's name away where the system can open it without, that is on Linux; elsewhere it
   * stays until the end.
   */
  public void hide() {
    if (!hidden && Files.isDirectory(Path.of("/proc/self/fd"))) {
      delete();
      hidden = true;
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }

  /** Removes the file. The memory stays readable until nobody refers to it any more. */
  @Override
  public void close() {
    try (channel) {
      if (!hidden) {
        delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file, e);
    }
  }
}
