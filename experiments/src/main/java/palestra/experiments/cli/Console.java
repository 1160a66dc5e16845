package palestra.experiments.cli;

import java.io.PrintStream;
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
}
