package palestra.renderer.film;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is there whole or not at all: written to a new name, then renamed. */
final class FilmFile {

  /** Writes to the path it is given. */
  @FunctionalInterface
  interface Writer {
    void write(Path to) throws IOException;
  }

  private FilmFile() {}

  /**
   * Lets a writer make a file and puts it in its place.
   *
   * @throws IOException if that fails; one line says which file and why, and nothing is left behind
   */
  static void write(Path path, Writer writer) throws IOException {
    Path target = path.toAbsolutePath();
    Path part = null;
    try {
      part = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
      writer.write(part);
      publish(part, target);
    } catch (FileSystemException | FileNotFoundException e) {
      throw new IOException("cannot write " + path + ": " + reason(e), e);
    } finally {
      if (part != null) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static void publish(Path part, Path target) throws IOException {
    // A temporary file is its owner's alone; a picture should have the usual rights.
    part.toFile().setReadable(true, false);
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "its directory does not exist";
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
