package palestra.experiments.runs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** What a run is made with, so that it can be made again. */
public final class Provenance {
  private Provenance() {}

  /** Of what is made now. */
  public static RunInfo.Origin now() {
    return new RunInfo.Origin(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), commit(), versions());
  }

  /** Versions of the lab, the JVM, TensorFlow, the system and the processor, by name. */
  public static Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    versions.put("palestra", version("palestra/experiments").orElse("development"));
    versions.put(
        "tensorflow-java", version("org.tensorflow/tensorflow-core-api").orElse("unknown"));
    versions.put("java", System.getProperty("java.runtime.version"));
    versions.put("jvm", System.getProperty("java.vm.name"));
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    versions.put("arch", System.getProperty("os.arch"));
    versions.put("cpu", cpu());
    versions.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return versions;
  }

  private static Optional<String> version(String artefact) {
    String resource = "/META-INF/maven/" + artefact + "/pom.properties";
    try (InputStream in = Provenance.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(in);
      return Optional.ofNullable(properties.getProperty("version"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String cpu() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** The commit of the source tree that the launcher belongs to, else of the present one. */
  private static String commit() {
    String home = System.getProperty("palestra.root");
    for (Path at = Path.of(home == null ? "" : home).toAbsolutePath();
        at != null;
        at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return commit(at);
      }
    }
    return "";
  }

  private static String commit(Path tree) {
    try {
      Process git =
          new ProcessBuilder("git", "-C", tree.toString(), "rev-parse", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String commit =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? commit : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
