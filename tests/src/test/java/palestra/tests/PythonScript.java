package palestra.tests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scripts of this module's {@code src/test/python} that use the package {@code palestra_gym} of
 * this checkout, run by the project's Python; each prints one line of JSON.
 */
public final class PythonScript {
  private PythonScript() {}

  /** Runs a script to its end, which has to be a good one. */
  public static JsonNode answer(String script, String... arguments)
      throws IOException, InterruptedException {
    return answer(Map.of(), script, arguments);
  }

  /** Runs a script to its end, which has to be a good one, with more environment variables. */
  public static JsonNode answer(Map<String, String> variables, String script, String... arguments)
      throws IOException, InterruptedException {
    Outcome outcome = run(variables, script, arguments);
    if (outcome.status() != 0) {
      throw new AssertionError(script + " " + List.of(arguments) + " failed:\n" + outcome.errors());
    }
    return new ObjectMapper().readTree(outcome.output());
  }

  /** Runs a script to its end. */
  static Outcome run(Map<String, String> variables, String script, String... arguments)
      throws IOException, InterruptedException {
    return run(interpreter(), variables, script, arguments);
  }

  /** Runs a script to its end by another Python. */
  static Outcome run(
      String interpreter, Map<String, String> variables, String script, String... arguments)
      throws IOException, InterruptedException {
    Path root = Checkout.root();
    List<String> command = new ArrayList<>();
    command.add(interpreter);
    command.add(root.resolve("tests/src/test/python").resolve(script).toString());
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>();
    all.put("PYTHONPATH", root.resolve("envs/src/main/python").toString());
    all.put("PYTHONDONTWRITEBYTECODE", "1");
    all.put("PALESTRA_HOME", root.toString());
    String built = System.getenv("PALESTRA_BUILT");
    if (built != null) {
      all.put("PALESTRA_BUILT", built);
    }
    all.putAll(variables);
    return Outcome.of(root, all, command);
  }

  /** The Python that has what the tests need. */
  public static String interpreter() {
    String named = System.getProperty("palestra.python", System.getenv("PALESTRA_PYTHON"));
    if (named == null || named.isBlank()) {
      throw new AssertionError(
          "no Python with Gymnasium is named: run `./palestra test`, which makes one,"
              + " or set PALESTRA_PYTHON to its interpreter");
    }
    return named;
  }
}
