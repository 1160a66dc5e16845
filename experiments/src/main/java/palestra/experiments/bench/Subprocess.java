package palestra.experiments.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs programs that benchmarks and data need, one at a time. */
public final class Subprocess {
  private Subprocess() {}

  /**
   * Runs a program to its end.
   *
   * @param what it is, for the message
   * @return all it wrote to standard output
   * @throws IllegalStateException if it cannot be run or fails; one line with its last words
   */
  public static String output(List<String> command, String what) {
    Path errors = null;
    try {
      errors = Files.createTempFile("palestra-bench", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(nothing()))
              .redirectError(errors.toFile())
              .start();
      try {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
          throw new IllegalStateException(
              what + " failed with status " + status + ": " + lastLineOf(Files.readString(errors)));
        }
        return output;
      } finally {
        process.destroy();
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + what + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + " was interrupted", e);
    } finally {
      delete(errors);
    }
  }

  /**
   * The last line that is not blank of what a program writes to standard output.
   *
   * @param what it is, for the message
   * @throws IllegalStateException if it cannot be run or fails; one line with its last words
   */
  public static String lastLine(List<String> command, String what) {
    return lastLineOf(output(command, what));
  }

  static String lastLineOf(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
  }

  private static java.io.File nothing() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new java.io.File(windows ? "NUL" : "/dev/null");
  }

  private static void delete(Path file) {
    if (file != null && !file.toFile().delete()) {
      file.toFile().deleteOnExit();
    }
  }
}
