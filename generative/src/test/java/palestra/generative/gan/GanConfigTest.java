package palestra.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.networks.layers.Activation;
import palestra.networks.schedules.Schedule;

class GanConfigTest {

  @ParameterizedTest
  @CsvSource({
    "packing, 0, packing must be 1 or more",
    "packing, 3, batchSize must be a multiple of packing (3)",
    "latentSize, -1, latentSize must be 1 or more",
    "width, 0, each of generatorWidths must be 1 or more",
    "maxoutPieces, 0, maxoutPieces must be 1 or more",
    "batchSize, 0, batchSize must be 1 or more",
    "beta1, 1, beta1 must be 0 or more and below 1",
    "beta2, NaN, beta2 must be 0 or more and below 1",
    "adamEpsilon, 0, adamEpsilon must be above 0",
    "discriminatorSteps, 0, discriminatorSteps must be 1 or more",
    "averageDecay, -0.1, averageDecay must be 0 or more and below 1"
  })
  void refusesInOneLineThatNamesTheSetting(String key, double value, String message) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("but is ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void defaultsAreValid() {
    assertThat(with("packing", 1)).isEqualTo(GanConfig.defaults());
  }

  /** Lin et al. 2018, the ring's config in their code; what differs from it is on the page. */
  @Test
  void defaultsThatArePacGans() {
    GanConfig defaults = GanConfig.defaults();
    assertThat(defaults.latentSize()).isEqualTo(2);
    assertThat(defaults.beta1()).isEqualTo(0.8);
    assertThat(defaults.beta2()).isEqualTo(0.999);
    assertThat(defaults.adamEpsilon()).isEqualTo(1e-8);
    assertThat(defaults.discriminatorSteps()).isEqualTo(1);
    assertThat(defaults.loss()).isEqualTo(GeneratorLoss.NON_SATURATING);
    assertThat(defaults.generatorActivation()).isEqualTo(Activation.RELU);
  }

  private static GanConfig with(String key, double value) {
    GanConfig d = GanConfig.defaults();
    return new GanConfig(
        (int) pick(key, "packing", value, d.packing()),
        (int) pick(key, "latentSize", value, d.latentSize()),
        List.of((int) pick(key, "width", value, d.generatorWidths().get(0)), 128),
        Activation.RELU,
        d.discriminatorWidths(),
        d.discriminatorActivation(),
        (int) pick(key, "maxoutPieces", value, d.maxoutPieces()),
        d.loss(),
        (int) pick(key, "batchSize", value, d.batchSize()),
        Schedule.linear(0.001, 0),
        d.discriminatorLearningRate(),
        pick(key, "beta1", value, d.beta1()),
        pick(key, "beta2", value, d.beta2()),
        pick(key, "adamEpsilon", value, d.adamEpsilon()),
        (int) pick(key, "discriminatorSteps", value, d.discriminatorSteps()),
        pick(key, "averageDecay", value, d.averageDecay()));
  }

  private static double pick(String key, String name, double value, double otherwise) {
    return key.equals(name) ? value : otherwise;
  }
}
