package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} of the real Python, in which the tests' lock file has all families. */
final class DoctorTest {

  @TempDir private Path directory;

  @Test
  void everyFamilyIsTriedInThePythonThatIsNamed() throws Exception {
    String python = System.getProperty("palestra.python", System.getenv("PALESTRA_PYTHON"));
    assertThat(python).as("a Python named by PALESTRA_PYTHON, as ./palestra test does").isNotNull();
    Outcome outcome =
        Outcome.of(
            directory,
            Map.of("PALESTRA_PYTHON", python),
            CommandLine.command("doctor", "--format", "json"));
    Map<String, String> found = new HashMap<>();
    for (JsonNode check : new ObjectMapper().readTree(outcome.output()).get("checks")) {
      found.put(
          check.get("name").asText(),
          check.get("status").asText() + " " + check.get("detail").asText());
    }
    assertThat(found)
        .hasEntrySatisfying(
            "python",
            detail -> assertThat(detail).startsWith("ok ").contains("Gymnasium 1.4.0", "py4j"))
        .hasEntrySatisfying(
            "python box2d",
            detail -> assertThat(detail).startsWith("ok LunarLander-v3 steps; Box2D 2.3.10"))
        .hasEntrySatisfying(
            "python atari",
            detail -> assertThat(detail).startsWith("ok ALE/Pong-v5 steps; ALE 0.12.1"))
        .hasEntrySatisfying(
            "python mujoco",
            detail -> assertThat(detail).startsWith("ok Hopper-v5 steps; MuJoCo 4.0.0"));
  }
}
