package palestra.experiments.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A peer's Python program that answers a line with a line. */
public final class PythonPeer implements AutoCloseable {
  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;

  private PythonPeer(Process process) {
    this.process = process;
    to = process.outputWriter(StandardCharsets.UTF_8);
    from = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a program in one of the project's Python environments, which the launcher makes on first
   * need.
   *
   * @param environment its name, such as {@code bridge}
   * @param owner the class that the program is a resource of
   * @throws IllegalStateException if there is no such environment; says why
   */
  public static PythonPeer start(String environment, Class<?> owner, String program) {
    try (InputStream in = owner.getResourceAsStream(program)) {
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Process process =
          new ProcessBuilder(python(environment), "-c", source)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new PythonPeer(process);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot start the peer " + program + ": " + e.getMessage(), e);
    }
  }

  private static String python(String environment) throws IOException {
    String given = System.getenv("PALESTRA_PYTHON");
    if (environment.equals("bridge") && given != null && !given.isBlank()) {
      return given;
    }
    Path launcher = Path.of(System.getProperty("palestra.root", ""), "palestra").toAbsolutePath();
    if (!Files.isExecutable(launcher)) {
      throw new IOException("no launcher at " + launcher + " to make the Python environment");
    }
    Process process =
        new ProcessBuilder(launcher.toString(), "__python", environment)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0 || answer.isBlank()) {
        throw new IOException("the Python environment '" + environment + "' could not be made");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the Python environment was made", e);
    }
    return answer.strip();
  }

  /** Sends a line and waits for the answer. */
  public String ask(String line) {
    try {
      to.write(line + "\n");
      to.flush();
      String answer = from.readLine();
      if (answer == null) {
        throw new IllegalStateException("the peer ended without an answer");
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("the peer does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
