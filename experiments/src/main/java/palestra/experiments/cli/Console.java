package palestra.experiments.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import palestra.experiments.config.Json;

/**
 * Where a command writes: its result on standard output, everything else on standard error.
 *
 * @param out the result, nothing else
 * @param err logs, progress and error messages
 */
record Console(PrintStream out, PrintStream err) {

  /** Writes one JSON document. */
  void json(Object document) {
    out.println(new Json().write(document));
  }

  /** Writes a line of the result. */
  void line(String text) {
    out.println(text);
  }

  /** Tells the user something that is not part of the result. */
  void note(String text) {
    err.println(text);
  }

  /** Whether standard error is a terminal, so that a progress bar can be drawn there. */
  static boolean errorIsTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // Without /proc there is no way to know; lines do no harm on a terminal.
      return false;
    }
  }
}
