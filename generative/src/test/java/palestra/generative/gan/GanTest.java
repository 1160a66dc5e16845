package palestra.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.data.GaussianMixture;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.NotFiniteException;
import palestra.networks.schedules.Schedule;

class GanTest {
  private static final int STEPS = 40;

  @Test
  void isFoundByItsId() {
    GenerativeProvider<?> provider = null;
    for (GenerativeProvider<?> each : ServiceLoader.load(GenerativeProvider.class)) {
      provider = each.id().equals("gan") ? each : provider;
    }
    assertThat(provider).isNotNull();
    assertThat(provider.defaults()).isEqualTo(GanConfig.defaults());
  }

  @Test
  void sameSeedSameBits() {
    try (Gan first = gan(Settings.defaults(), 3);
        Gan second = gan(Settings.defaults(), 3);
        Gan other = gan(Settings.defaults(), 4)) {
      Map<String, Double> figures = first.trainStep(STEPS);
      assertThat(second.trainStep(STEPS)).isEqualTo(figures);
      assertThat(other.trainStep(STEPS)).isNotEqualTo(figures);
      assertThat(second.sample(20, 1)).isDeepEqualTo(first.sample(20, 1));
      assertThat(other.sample(20, 1)[0]).isNotEqualTo(first.sample(20, 1)[0]);
      assertThat(second.metrics(5)).isEqualTo(first.metrics(5));
    }
  }

  @Test
  void samplingLeavesTrainingAlone() {
    try (Gan looked = gan(Settings.defaults(), 3);
        Gan left = gan(Settings.defaults(), 3)) {
      looked.trainStep(5);
      left.trainStep(5);
      looked.sample(7, 1);
      looked.metrics(1);
      assertThat(looked.trainStep(5)).isEqualTo(left.trainStep(5));
    }
  }

  @Test
  void moreSamplesBeginWithTheSameOnes() {
    try (Gan gan = gan(Settings.defaults(), 3)) {
      float[][] many = gan.sample(1_203, 9);
      float[][] few = gan.sample(3, 9);
      assertThat(many).hasDimensions(1_203, 2);
      assertThat(few[2]).isEqualTo(many[2]);
      assertThat(gan.sample(3, 10)[2]).isNotEqualTo(few[2]);
    }
  }

  @Test
  void goesOnFromItsCheckpointBitForBit(@TempDir Path directory) throws IOException {
    try (Gan whole = gan(Settings.defaults(), 5);
        Gan resumed = gan(Settings.defaults(), 6)) {
      whole.trainStep(STEPS / 2);
      whole.save(directory.resolve("half"));
      resumed.load(directory.resolve("half"));
      assertThat(resumed.sample(5, 1)).isDeepEqualTo(whole.sample(5, 1));
      assertThat(resumed.trainStep(STEPS / 2)).isEqualTo(whole.trainStep(STEPS / 2));
      assertThat(resumed.sample(5, 1)).isDeepEqualTo(whole.sample(5, 1));
    }
  }

  @Test
  void takesOverWeightsAloneFromAnotherRun(@TempDir Path directory) throws IOException {
    try (Gan trained = gan(Settings.defaults(), 5);
        Gan fresh = gan(Settings.defaults().learningRate("linear 0.001 0"), 6)) {
      trained.trainStep(STEPS);
      trained.save(directory);
      fresh.loadWeights(directory);
      assertThat(fresh.sample(5, 1)).isDeepEqualTo(trained.sample(5, 1));
      assertThat(fresh.trainStep(STEPS / 2)).containsEntry("learningRate", 0.0005);
    }
  }

  @Test
  void learningRateFollowsItsScheduleOverThePlannedSteps() {
    GanConfig config = Settings.defaults().learningRate("linear 0.001 0").build();
    try (Gan gan = gan(config, 1)) {
      assertThat(gan.trainStep(STEPS / 2)).containsEntry("learningRate", 0.0005);
      assertThat(gan.trainStep(STEPS / 2)).containsEntry("learningRate", 0.0);
    }
  }

  @Test
  void everyVariantTrains() {
    for (Settings settings :
        new Settings[] {
          Settings.defaults().packing(1),
          Settings.defaults().packing(4),
          Settings.defaults().maxoutPieces(3),
          Settings.defaults().loss(GeneratorLoss.SATURATING),
          Settings.defaults().discriminatorSteps(3),
          Settings.defaults().averageDecay(0)
        }) {
      try (Gan gan = gan(settings, 1)) {
        Map<String, Double> figures = gan.trainStep(STEPS);
        assertThat(figures).allSatisfy((name, value) -> assertThat(value).as(name).isFinite());
        assertThat(figures.get("realJudgedReal")).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void namesStepAndTensorOfADivergence() {
    GanConfig config = Settings.defaults().learningRate("1e30").build();
    try (Gan gan = gan(config, 1)) {
      assertThatThrownBy(() -> gan.trainStep(STEPS))
          .isInstanceOf(NotFiniteException.class)
          .hasMessageMatching(
              "update \\d+ of (generator|discriminator)Adam: (loss|gradient|weight) .*");
    }
  }

  @Test
  void learnsAtLeastSevenModesOfTheRing() {
    // The tuned settings (packing 2) over half their steps, so that this stays short.
    GenerativeContext context =
        new GenerativeContext(GaussianMixture.ring8(), 8_000, Device.CPU, 1, Judges.NONE);
    GanConfig config = Settings.defaults().packing(2).build();
    try (GenerativeModel gan = new GanProvider().create(config, context)) {
      assertThat(gan.metrics(1).get("modes")).isLessThan(7);
      gan.trainStep(8_000);
      Map<String, Double> metrics = gan.metrics(1);
      assertThat(metrics.get("modes")).isGreaterThanOrEqualTo(7);
      assertThat(metrics.get("highQuality")).isGreaterThan(0.7);
      assertThat(metrics.get("reverseKl")).isLessThan(0.1);
    }
  }

  private static Gan gan(Settings settings, long seed) {
    return gan(settings.build(), seed);
  }

  private static Gan gan(GanConfig config, long seed) {
    return new Gan(
        config,
        GaussianMixture.ring8(),
        new GenerativeContext(GaussianMixture.ring8(), STEPS, Device.CPU, seed, Judges.NONE));
  }

  /** The defaults with some settings changed. */
  private static final class Settings {
    private int packing = 2;
    private int maxoutPieces = 1;
    private GeneratorLoss loss = GeneratorLoss.NON_SATURATING;
    private Schedule learningRate = GanConfig.defaults().learningRate();
    private int discriminatorSteps = 1;
    private double averageDecay = 0.99;

    static Settings defaults() {
      return new Settings();
    }

    Settings packing(int value) {
      packing = value;
      return this;
    }

    Settings maxoutPieces(int value) {
      maxoutPieces = value;
      return this;
    }

    Settings loss(GeneratorLoss value) {
      loss = value;
      return this;
    }

    Settings learningRate(String value) {
      learningRate = Schedule.valueOf(value);
      return this;
    }

    Settings discriminatorSteps(int value) {
      discriminatorSteps = value;
      return this;
    }

    Settings averageDecay(double value) {
      averageDecay = value;
      return this;
    }

    GanConfig build() {
      GanConfig d = GanConfig.defaults();
      return new GanConfig(
          packing,
          d.latentSize(),
          d.generatorWidths(),
          d.generatorActivation(),
          d.discriminatorWidths(),
          d.discriminatorActivation(),
          maxoutPieces,
          loss,
          d.batchSize(),
          learningRate,
          learningRate,
          d.beta1(),
          d.beta2(),
          d.adamEpsilon(),
          discriminatorSteps,
          averageDecay);
    }
  }
}
