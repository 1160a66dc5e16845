package palestra.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.networks.schedules.Schedule;

class GanConfigTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        refused(d -> d.packing = 0, "packing must be 1 or more, but is 0"),
        refused(d -> d.packing = 3, "batchSize must be a multiple of packing (3), but is 128"),
        refused(d -> d.latentSize = -1, "latentSize must be 1 or more, but is -1"),
        refused(d -> d.generator = "mlp widths=0", "mlp: widths must be at least 1, but is 0"),
        refused(d -> d.generator = "lstm", "there is no decoder \"lstm\"; there are mlp, deconv"),
        refused(d -> d.batchSize = 0, "batchSize must be 1 or more, but is 0"),
        refused(d -> d.beta1 = 1, "beta1 must be 0 or more and below 1, but is 1.0"),
        refused(d -> d.beta2 = Double.NaN, "beta2 must be 0 or more and below 1, but is NaN"),
        refused(d -> d.adamEpsilon = 0, "adamEpsilon must be above 0, but is 0.0"),
        refused(d -> d.discriminatorSteps = 0, "discriminatorSteps must be 1 or more, but is 0"),
        refused(d -> d.averageDecay = -0.1, "averageDecay must be 0 or more and below 1"),
        refused(d -> d.weightClip = -1, "weightClip must be 0 or more, but is -1.0"),
        refused(d -> d.gradientPenalty = -1, "gradientPenalty must be 0 or more, but is -1.0"),
        refused(d -> d.r1Gamma = Double.NaN, "r1Gamma must be 0 or more, but is NaN"),
        refused(d -> d.auxiliaryWeight = -1, "auxiliaryWeight must be 0 or more, but is -1.0"),
        refused(d -> d.unrolledSteps = -1, "unrolledSteps must be 0 or more, but is -1"),
        refused(
            d -> {
              d.spectralNorm = true;
              d.discriminator = "resnet";
            },
            "spectralNorm needs the discriminator mlp or conv, not resnet"),
        refused(
            d -> {
              d.spectralNorm = true;
              d.discriminator = "mlp widths=8 pieces=5";
            },
            "mlp: spectral needs ordinary layers: pieces must be 1, but is 5"),
        refused(
            d -> {
              d.labels = Labels.AUXILIARY;
              d.packing = 2;
            },
            "labels auxiliary names the class of single samples: packing must be 1, but is 2"),
        refused(
            d -> {
              d.unrolledSteps = 1;
              d.simultaneous = true;
            },
            "simultaneous must be false"),
        refused(
            d -> {
              d.unrolledSteps = 1;
              d.r1Gamma = 1;
            },
            "gradientPenalty, r1Gamma and weightClip must be 0"),
        refused(
            d -> {
              d.discriminator = "resnet";
              d.r1Gamma = 1;
            },
            "r1Gamma is about each pack by itself: discriminator must be without norm=batch"),
        refused(
            d -> {
              d.discriminator = "conv norm=batch";
              d.gradientPenalty = 10;
            },
            "gradientPenalty is about each pack by itself"),
        refused(
            d -> {
              d.discriminator = "conv norm=batch";
              d.unrolledSteps = 5;
            },
            "unrolledSteps must be 0 where the discriminator has norm=batch"),
        refused(d -> d.loss = Objective.WASSERSTEIN, "loss wasserstein has no bound of its own"));
  }

  private static Arguments refused(Consumer<GanConfig.Draft> change, String message) {
    return Arguments.of(change, message);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesInOneLineThatNamesTheSetting(Consumer<GanConfig.Draft> change, String message) {
    GanConfig.Draft draft = new GanConfig.Draft();
    change.accept(draft);
    assertThatThrownBy(draft::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
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
    assertThat(defaults.loss()).isEqualTo(Objective.NON_SATURATING);
  }

  /** Where a paper's figure is the preset's; others are said on the page. */
  @Test
  void presetsThatAreThePapers() {
    assertThat(Presets.WGAN.discriminatorSteps()).isEqualTo(5);
    assertThat(Presets.WGAN.optimizer()).isEqualTo(GanOptimizer.RMSPROP);
    assertThat(Presets.WGAN_GP.gradientPenalty()).isEqualTo(10);
    assertThat(Presets.WGAN_GP.discriminatorSteps()).isEqualTo(5);
    assertThat(Presets.WGAN_GP.beta1()).isZero();
    assertThat(Presets.WGAN_GP.beta2()).isEqualTo(0.9);
    assertThat(Presets.DCGAN.beta1()).isEqualTo(0.5);
    assertThat(Presets.SNGAN.beta1()).isZero();
    assertThat(Presets.SNGAN.beta2()).isEqualTo(0.9);
    assertThat(Presets.PACGAN.packing()).isEqualTo(2);
    assertThat(Presets.UNROLLED.unrolledSteps()).isEqualTo(5);
  }

  @Test
  void noiseThatIsNoneCostsNothing() {
    GanConfig.Draft draft = new GanConfig.Draft();
    assertThat(draft.build().noisy()).isFalse();
    draft.instanceNoise = Schedule.linear(0.1, 0);
    assertThat(draft.build().noisy()).isTrue();
  }
}
