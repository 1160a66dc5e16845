package palestra.generative.data.files;

import java.nio.file.Files;
import java.nio.file.Path;
import palestra.generative.data.Data;

/** Settings that say which files to read and how: a record beside each format. */
interface FileData {

  /** Reads the files. */
  Data open();

  /** The file or directory that a setting names; refuses none. */
  static Path required(String data, String setting, String path, String what) {
    if (path.isBlank()) {
      throw new IllegalArgumentException(
          "%s: %s=PATH is missing; it names %s".formatted(data, setting, what));
    }
    return Path.of(path);
  }

  /** A directory that must be there. */
  static Path directory(String data, String path, String what) {
    Path directory = required(data, "dir", path, what);
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "%s: %s is no directory; dir names %s".formatted(data, directory, what));
    }
    return directory;
  }
}
