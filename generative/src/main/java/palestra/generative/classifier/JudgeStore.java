package palestra.generative.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Directories of weights that are whole or not there: each is written under a name of its own, with
 * a digest of all that is in it, and renamed when it is done.
 */
final class JudgeStore {
  private static final String DIGEST = "sha256";

  private final Path directory;

  JudgeStore(Path directory) {
    this.directory = directory;
  }

  /** Where something of that name is or would be. */
  Path path(String name) {
    return directory.resolve(name);
  }

  /** Whether something is there and what it was when it was written. */
  boolean isWhole(String name) {
    try {
      return digest(path(name)).equals(Files.readString(path(name).resolve(DIGEST)).strip());
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** Fills a directory. */
  interface Writer {
    /** Writes everything. */
    void write(Path directory) throws IOException;
  }

  /** Writes something in the place of what may be there. */
  void put(String name, Writer writer) throws IOException {
    Files.createDirectories(directory);
    Path fresh = Files.createTempDirectory(directory, "." + name + "-");
    try {
      writer.write(fresh);
      Files.writeString(fresh.resolve(DIGEST), digest(fresh) + "\n");
      if (!isWhole(name)) {
        moveAside(name);
        move(fresh, path(name));
      }
    } catch (IOException e) {
      // Another process may have been first; its weights are as good.
      if (!isWhole(name)) {
        throw e;
      }
    } finally {
      delete(fresh);
    }
  }

  private void moveAside(String name) throws IOException {
    if (Files.exists(path(name))) {
      Path torn = Files.createTempDirectory(directory, "." + name + "-torn-");
      move(path(name), torn.resolve("torn"));
      delete(torn);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to);
    }
  }

  /**
   * Waits until no other process works on something, so that it is not made twice. What keeps files
   * whole is renaming: where locks are not to be had, work is done twice and no harm.
   */
  Lock lock(String name) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("." + name + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      return locked(channel);
    } catch (IOException e) {
      return () -> {};
    }
  }

  /** Held until it is closed. */
  interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private static Lock locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.lock();
      return lock.channel()::close;
    } catch (IOException | OverlappingFileLockException e) {
      channel.close();
      return () -> {};
    }
  }

  private static String digest(Path directory) throws IOException {
    MessageDigest digest = sha256();
    for (Path file : files(directory)) {
      if (!file.getFileName().toString().equals(DIGEST)) {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path[] sorted = files.toArray(Path[]::new);
      Arrays.sort(sorted);
      return List.of(sorted);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    for (Path path : files(directory)) {
      if (Files.isDirectory(path)) {
        delete(path);
      } else {
        Files.deleteIfExists(path);
      }
    }
    Files.deleteIfExists(directory);
  }
}
