package palestra.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that may hang. */
final class TimedProcess {
  private TimedProcess() {}

  /**
   * Runs a program to its end, or to the end of the time it is given; then it is killed with all it
   * started. Nothing is read from it, so that a child which keeps its pipes open holds nobody up.
   *
   * @param output the file that takes standard output; null throws it away, as standard error is
   * @return its exit status
   * @throws IOException if it cannot be started, or did not end in time
   */
  static int run(Duration limit, Path output, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(
                output == null
                    ? ProcessBuilder.Redirect.DISCARD
                    : ProcessBuilder.Redirect.to(output.toFile()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("no end within " + limit.toSeconds() + " s");
      }
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
