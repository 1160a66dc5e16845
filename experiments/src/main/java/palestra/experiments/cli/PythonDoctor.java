package palestra.experiments.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import palestra.envs.bridge.PythonHome;
import palestra.envs.bridge.PythonHome.Family;
import palestra.experiments.cli.Doctor.Check;
import palestra.experiments.cli.Doctor.Status;

/**
 * Tries Gymnasium's families of environments in the Python that would run them: one process makes,
 * resets and steps one environment of each. Nothing is set up.
 */
final class PythonDoctor {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String BASE = "base";

  /**
   * What pip calls the packages, by the names that doctor.py has for the families, in its order.
   */
  private static final Map<String, String> PACKAGES = packages();

  private final Optional<Path> interpreter;
  private final boolean named;
  private final Duration limit;

  /**
   * Examines an interpreter.
   *
   * @param interpreter empty where none is set up
   * @param named whether it is the user's own, which the launcher does not touch
   * @param limit how long all of it may take
   */
  PythonDoctor(Optional<Path> interpreter, boolean named, Duration limit) {
    this.interpreter = interpreter;
    this.named = named;
    this.limit = limit;
  }

  /** What the bridge would run. */
  static List<Check> examine(PythonHome home) throws InterruptedException {
    try {
      return new PythonDoctor(home.installed(), home.isNamed(), LIMIT).examine();
    } catch (IllegalArgumentException e) {
      List<Check> checks = new ArrayList<>();
      PACKAGES.keySet().forEach(family -> checks.add(warn(family, e.getMessage())));
      return checks;
    }
  }

  private static Map<String, String> packages() {
    Map<String, String> packages = new LinkedHashMap<>();
    packages.put(BASE, "gymnasium py4j");
    packages.put(Family.BOX2D.toString(), "box2d pygame-ce");
    packages.put(Family.ATARI.toString(), "ale-py opencv-python-headless");
    packages.put(Family.MUJOCO.toString(), "mujoco imageio");
    return packages;
  }

  /** One check of Gymnasium itself and one of each family. */
  List<Check> examine() throws InterruptedException {
    Map<String, Check> found = new LinkedHashMap<>();
    String otherwise = interpreter.isPresent() ? attempt(found) : "";
    for (String family : PACKAGES.keySet()) {
      if (interpreter.isEmpty()) {
        found.put(family, warn(family, absent(family)));
      } else if (!found.containsKey(family)) {
        found.put(family, warn(family, otherwise));
        otherwise = "not tried, as what came before did not end";
      }
    }
    return List.copyOf(found.values());
  }

  /** Runs the script; the answer is what to say of the first family that it said nothing of. */
  private String attempt(Map<String, Check> found) throws InterruptedException {
    Path results = null;
    try {
      results = Files.createTempFile("palestra-doctor", ".tsv");
      String otherwise;
      try {
        List<String> command =
            List.of(interpreter.orElseThrow().toString(), "-c", script(), results.toString());
        otherwise = "Python ended with status " + TimedProcess.run(limit, null, command);
      } catch (IOException e) {
        otherwise = e.getMessage().lines().findFirst().orElse("");
      }
      for (String line : Files.readAllLines(results)) {
        String[] fields = line.split("\t", 3);
        if (fields.length == 3 && PACKAGES.containsKey(fields[0])) {
          found.put(fields[0], check(fields[0], fields[1], fields[2]));
        }
      }
      return interpreter.orElseThrow() + " failed: " + otherwise;
    } catch (IOException e) {
      return "not tried: " + e.getMessage();
    } finally {
      if (results != null && !results.toFile().delete()) {
        results.toFile().deleteOnExit();
      }
    }
  }

  private Check check(String family, String status, String detail) {
    return switch (status) {
      case "ok" ->
          new Check(
              name(family),
              Status.OK,
              family.equals(BASE) ? detail + ", " + interpreter.orElseThrow() : detail);
      case "missing" -> warn(family, absent(family) + " (no " + detail + ")");
      default -> warn(family, "does not work: " + detail);
    };
  }

  /** How to get a family. */
  private String absent(String family) {
    if (named) {
      return "not installed: "
          + interpreter.orElseThrow()
          + " -m pip install "
          + PACKAGES.get(family);
    }
    return family.equals(BASE)
        ? "not set up yet: ./palestra python, or PALESTRA_PYTHON=/path/to/python"
        : "not installed: ./palestra python " + family;
  }

  private static Check warn(String family, String detail) {
    return new Check(name(family), Status.WARN, detail);
  }

  private static String name(String family) {
    return family.equals(BASE) ? "python" : "python " + family;
  }

  private static String script() throws IOException {
    try (InputStream script = PythonDoctor.class.getResourceAsStream("doctor.py")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
