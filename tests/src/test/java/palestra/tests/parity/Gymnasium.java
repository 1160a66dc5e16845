package palestra.tests.parity;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real Gymnasium, run by the project's Python. */
final class Gymnasium {
  private Gymnasium() {}

  /** What a script of this module's {@code src/test/python} prints. */
  static JsonNode run(String script, String... arguments) throws IOException, InterruptedException {
    Path file = Path.of(System.getProperty("palestra.root"), "tests/src/test/python", script);
    Path errors = Files.createTempFile("gymnasium", ".err");
    try {
      List<String> command = new ArrayList<>(List.of(interpreter(), file.toString()));
      command.addAll(List.of(arguments));
      Process python = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      byte[] output = python.getInputStream().readAllBytes();
      if (python.waitFor() != 0) {
        throw new AssertionError(
            interpreter() + " " + script + " failed:\n" + Files.readString(errors));
      }
      return new ObjectMapper()
          .configure(DeserializationFeature.USE_LONG_FOR_INTS, true)
          .readTree(new String(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(errors);
    }
  }

  private static String interpreter() {
    String named = System.getProperty("palestra.python", System.getenv("PALESTRA_PYTHON"));
    if (named == null || named.isBlank()) {
      throw new AssertionError(
          "no Python with Gymnasium is named: run `./palestra test`, which makes one,"
              + " or set PALESTRA_PYTHON to its interpreter");
    }
    return named;
  }
}
