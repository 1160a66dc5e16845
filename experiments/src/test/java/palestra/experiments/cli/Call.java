package palestra.experiments.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import palestra.experiments.runs.Interruption;

/** One call of the command line in this JVM, and what came of it. */
record Call(int status, String out, String err) {

  static Call of(String... args) {
    return of(new Interruption(), args);
  }

  static Call of(Interruption interruption, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int status = new Main(console, interruption).run(args);
    return new Call(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Standard output as the one JSON document that it has to be. */
  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out);
  }

  /** The last line on standard error. */
  String message() {
    return err.lines().reduce("", (before, line) -> line);
  }
}
