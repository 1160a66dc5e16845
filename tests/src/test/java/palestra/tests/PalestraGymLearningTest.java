package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Others' agents learn in our environments. A result of this test is committed as {@code
 * docs/results/palestra-gym-sb3.json}.
 */
@Tag("peers")
final class PalestraGymLearningTest {

  @Test
  void stableBaselines3TrainsPpoOnOurCartPole() throws Exception {
    Path launcher = Checkout.root().resolve("palestra");
    Outcome made =
        Outcome.of(
            Checkout.root(), Map.of(), List.of(launcher.toString(), "__python", "bench-sb3"));
    assertThat(made.status()).as(made.errors()).isZero();
    Outcome outcome = PythonScript.run(made.output().strip(), Map.of(), "gym_sb3.py");
    assertThat(outcome.status()).as(outcome.errors()).isZero();
    JsonNode result = new ObjectMapper().readTree(outcome.output());
    assertThat(result.get("mean").asDouble()).isGreaterThanOrEqualTo(475);
    assertThat(result.get("meanInGymnasiumsOwn").asDouble())
        .as("in Gymnasium's own CartPole, from the same seeds")
        .isEqualTo(result.get("mean").asDouble());
  }
}
