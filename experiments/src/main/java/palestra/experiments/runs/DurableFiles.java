package palestra.experiments.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and directories that are either there as a whole or not at all, also after a crash. */
public final class DurableFiles {
  private DurableFiles() {}

  /** Fills a directory; an {@link IOException} leaves nothing behind. */
  public interface Filler {
    void fill(Path directory) throws IOException;
  }

  /** Writes a file: to a new name, synced, then renamed. */
  static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      sync(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    sync(file.toAbsolutePath().getParent());
  }

  /** Writes a directory: to a new name, every file synced, then renamed. */
  public static void writeDirectory(Path directory, Filler filler) throws IOException {
    Path fresh = directory.resolveSibling(".new-" + directory.getFileName());
    delete(fresh);
    try {
      Files.createDirectories(fresh);
      filler.fill(fresh);
      settle(fresh, directory);
    } catch (IOException | RuntimeException e) {
      delete(fresh);
      throw e;
    }
  }

  /** Syncs a directory that was written under another name, and renames it. */
  static void settle(Path fresh, Path directory) throws IOException {
    for (Path path : tree(fresh)) {
      sync(path);
    }
    delete(directory);
    Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    sync(directory.toAbsolutePath().getParent());
  }

  /** Deletes a file or a directory with all it holds; nothing there is fine. */
  static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      for (Path below : tree(path).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(below);
      }
    }
  }

  private static List<Path> tree(Path path) throws IOException {
    try (Stream<Path> paths = Files.walk(path)) {
      return paths.toList();
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path, Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
