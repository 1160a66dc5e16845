package palestra.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A peer that runs in Python, in a virtual environment of its own that the launcher makes from
 * {@code experiments/src/main/python/NAME/requirements.lock} on first need.
 */
final class PythonPeer {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String interpreter;
  private final Path scripts;

  private PythonPeer(String interpreter, Path scripts) {
    this.interpreter = interpreter;
    this.scripts = scripts;
  }

  /**
   * Sees to the virtual environment.
   *
   * @param environment its name, such as {@code bench-sb3}
   * @throws IllegalStateException outside a checkout, or if the environment cannot be made
   */
  static PythonPeer in(String environment, Consumer<String> log) {
    String root = System.getProperty("palestra.root");
    if (root == null) {
      throw new IllegalStateException(
          "benchmarks against Python need Palestra's source tree: run them with ./palestra bench");
    }
    log.accept("seeing to the Python environment " + environment + " (a download at first)");
    String interpreter =
        Subprocess.lastLine(
            List.of(Path.of(root, "palestra").toString(), "__python", environment),
            "the Python environment " + environment);
    return new PythonPeer(interpreter, Path.of(root, "experiments/src/main/python/bench"));
  }

  /** Starts a script of {@code experiments/src/main/python/bench} that answers lines. */
  PeerSession open(String script, String... arguments) {
    return new PeerSession(command(script, arguments), script + " " + String.join(" ", arguments));
  }

  /** Runs a script of {@code experiments/src/main/python/bench} and reads the JSON it prints. */
  JsonNode run(String script, String... arguments) {
    String line = Subprocess.lastLine(command(script, arguments), script);
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(script + " printed no JSON but: " + line, e);
    }
  }

  private List<String> command(String script, String... arguments) {
    Path file = scripts.resolve(script);
    if (!Files.exists(file)) {
      throw new IllegalStateException("the benchmark's script is missing: " + file);
    }
    List<String> command = new ArrayList<>(List.of(interpreter, file.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
