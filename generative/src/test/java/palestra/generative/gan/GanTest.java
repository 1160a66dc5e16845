package palestra.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.GenerativeContext;
import palestra.generative.data.GaussianMixture;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.NotFiniteException;
import palestra.networks.schedules.Schedule;

class GanTest {
  private static final int STEPS = 40;

  @Test
  void sameSeedSameBits() {
    try (Gan first = gan(d -> {}, 3);
        Gan second = gan(d -> {}, 3);
        Gan other = gan(d -> {}, 4)) {
      Map<String, Double> figures = first.trainStep(STEPS);
      assertThat(second.trainStep(STEPS)).isEqualTo(figures);
      assertThat(other.trainStep(STEPS)).isNotEqualTo(figures);
      assertThat(second.sample(20, 1)).isDeepEqualTo(first.sample(20, 1));
      assertThat(other.sample(20, 1)[0]).isNotEqualTo(first.sample(20, 1)[0]);
      assertThat(second.metrics(5)).isEqualTo(first.metrics(5));
    }
  }

  /** However many steps one run of the graph makes, and whatever is looked at in between. */
  @Test
  void stepsOneByOneAreTheSameSteps() {
    Consumer<GanConfig.Draft> all =
        d -> {
          d.generator = "mlp widths=16 norm=batch";
          d.instanceNoise = Schedule.linear(0.1, 0);
          d.r1Gamma = 0.1;
          d.packing = 2;
        };
    try (Gan many = gan(all, 3);
        Gan single = gan(all, 3)) {
      Map<String, Double> figures = many.trainStep(7);
      Map<String, Double> sums = new HashMap<>();
      for (int i = 0; i < 7; i++) {
        single.trainStep(1).forEach((name, value) -> sums.merge(name, value / 7, Double::sum));
        single.sample(7, i);
      }
      for (String name : new String[] {"discriminatorLoss", "generatorLoss", "penalty"}) {
        assertThat(sums.get(name)).as(name).isCloseTo(figures.get(name), within(1e-9));
      }
      assertThat(single.sample(20, 1)).isDeepEqualTo(many.sample(20, 1));
    }
  }

  @Test
  void moreSamplesBeginWithTheSameOnes() {
    try (Gan gan = gan(d -> {}, 3)) {
      float[][] many = gan.sample(1_203, 9);
      float[][] few = gan.sample(3, 9);
      assertThat(many).hasDimensions(1_203, 2);
      assertThat(few[2]).isEqualTo(many[2]);
      assertThat(gan.sample(3, 10)[2]).isNotEqualTo(few[2]);
      assertThat(gan.decode(new float[][] {{0, 0}, {1, 1}})).hasDimensions(2, 2);
    }
  }

  @Test
  void takesOverWeightsAloneFromAnotherRun(@TempDir Path directory) throws IOException {
    try (Gan trained = gan(d -> {}, 5);
        Gan fresh = gan(d -> {}, 6)) {
      trained.trainStep(STEPS);
      trained.save(directory);
      fresh.loadWeights(directory);
      assertThat(fresh.sample(5, 1)).isDeepEqualTo(trained.sample(5, 1));
      assertThat(fresh.trainStep(STEPS / 2)).containsEntry("learningRate", 0.0005);
      assertThat(fresh.trainStep(STEPS / 2)).containsEntry("learningRate", 0.0);
    }
  }

  @Test
  void clippedWeightsStayWithin() {
    try (Gan gan = gan(d -> change(d, Presets.WGAN), 1)) {
      gan.trainStep(3);
      double most = 0;
      for (Map.Entry<String, float[]> each : gan.values().entrySet()) {
        if (each.getKey().startsWith("discriminator/")) {
          for (float value : each.getValue()) {
            most = Math.max(most, Math.abs(value));
          }
        }
      }
      assertThat(most).isLessThanOrEqualTo(0.1f).isGreaterThan(0.099);
    }
  }

  /** With a discriminator that stands still it makes no difference which of them goes first. */
  @Test
  void simultaneousPlayersSeeTheDiscriminatorBeforeItsStep() {
    Consumer<GanConfig.Draft> still = d -> d.discriminatorLearningRate = Schedule.valueOf(0.0);
    try (Gan inTurns = gan(still, 3);
        Gan atOnce = gan(still.andThen(d -> d.simultaneous = true), 3);
        Gan moving = gan(d -> d.simultaneous = true, 3);
        Gan movingInTurns = gan(d -> {}, 3)) {
      double loss = inTurns.trainStep(8).get("generatorLoss");
      assertThat(atOnce.trainStep(8).get("generatorLoss")).isCloseTo(loss, within(1e-5));
      // The first step's loss, before anything moved, is the standing discriminator's.
      try (Gan standing = gan(still, 3)) {
        double first = standing.trainStep(1).get("generatorLoss");
        assertThat(moving.trainStep(1).get("generatorLoss")).isCloseTo(first, within(1e-5));
        assertThat(Math.abs(movingInTurns.trainStep(1).get("generatorLoss") - first))
            .isGreaterThan(1e-4);
      }
    }
  }

  /** Samples come from running statistics, averaged like the weights. */
  @Test
  void batchStatisticsAreAveragedToo() {
    Consumer<GanConfig.Draft> batch = d -> d.generator = "mlp widths=16 norm=batch";
    try (Gan averaged = gan(batch, 3);
        Gan newest = gan(batch.andThen(d -> d.averageDecay = 0), 3)) {
      averaged.trainStep(STEPS);
      newest.trainStep(STEPS);
      float[] mean = averaged.values().get("average/hidden0/norm/mean");
      float[] running = averaged.values().get("generator/hidden0/norm/mean");
      assertThat(mean).isNotEqualTo(new float[16]).isNotEqualTo(running);
      assertThat(newest.values().get("generator/hidden0/norm/mean")).isEqualTo(running);
      assertThat(newest.sample(3, 1)).isNotEqualTo(averaged.sample(3, 1));
    }
  }

  @Test
  void namesStepAndTensorOfADivergence() {
    try (Gan gan = gan(d -> d.learningRate = Schedule.valueOf(1e30), 1)) {
      assertThatThrownBy(() -> gan.trainStep(STEPS))
          .isInstanceOf(NotFiniteException.class)
          .hasMessageMatching(
              "update \\d+ of (generator|discriminator)Adam: (loss|gradient|weight) .*");
    }
  }

  /** Provoked: the zero-sum game at a rate that is far too large. */
  @Test
  void saysThatModesCollapsed() {
    try (Gan gan =
        gan(
            d -> {
              d.loss = Objective.SATURATING;
              d.learningRate = Schedule.valueOf(0.02);
              d.discriminatorLearningRate = Schedule.valueOf(0.02);
            },
            1)) {
      gan.trainStep(300);
      assertThat(gan.warnings(gan.metrics(1)))
          .singleElement()
          .asString()
          .startsWith("mode collapse: ")
          .contains(" of 8 modes; set packing=2")
          .doesNotContain("\n");
    }
  }

  /** Provoked: a generator that hardly learns, and real points that are easy to tell. */
  @Test
  void saysThatTheDiscriminatorWins() {
    try (Gan gan =
        gan(
            d -> {
              d.learningRate = Schedule.valueOf(0.0);
              d.discriminatorLearningRate = Schedule.valueOf(0.005);
              d.packing = 4;
            },
            1)) {
      gan.trainStep(300);
      assertThat(gan.warnings(gan.trainStep(20)))
          .singleElement()
          .asString()
          .startsWith("the discriminator wins: it takes 0.");
    }
  }

  /** Provoked: a critic whose only bound is so wide that it is none. */
  @Test
  void saysThatLossesExplode() {
    try (Gan gan =
        gan(
            d -> {
              d.loss = Objective.WASSERSTEIN;
              d.weightClip = 1e6;
              d.learningRate = Schedule.valueOf(0.05);
              d.discriminatorLearningRate = Schedule.valueOf(0.05);
            },
            1)) {
      gan.trainStep(100);
      assertThat(gan.warnings(gan.trainStep(20)))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).startsWith("divergence: "));
    }
  }

  @Test
  void diversityIsOneForTheDataThemselves() {
    GaussianMixture ring = GaussianMixture.ring8();
    Instability instability = new Instability(GanConfig.defaults(), ring);
    float[][] real = ring.examples(palestra.generative.data.Data.Part.TRAINING, 256, 4).rows();
    assertThat(instability.diversity(real, 1)).isCloseTo(1, within(0.05));
    assertThat(Instability.meanDistance(new float[][] {{0, 0}, {3, 4}, {0, 0}}, 3))
        .isCloseTo(10 / 3.0, within(1e-9));
    assertThat(instability.warnings(Map.of("diversity", 0.01)))
        .singleElement()
        .asString()
        .startsWith("mode collapse: samples differ by 0.01 of what the data do");
  }

  @Test
  void learnsAllModesOfTheRing() {
    GenerativeContext context =
        new GenerativeContext(GaussianMixture.ring8(), 6_000, Device.CPU, 1, Judges.NONE);
    try (Gan gan = new Gan(Presets.PACGAN, context)) {
      assertThat(gan.metrics(1).get("modes")).isLessThan(7);
      Map<String, Double> figures = gan.trainStep(6_000);
      Map<String, Double> metrics = gan.metrics(1);
      assertThat(metrics.get("modes")).isGreaterThanOrEqualTo(7);
      assertThat(metrics.get("highQuality")).isGreaterThan(0.7);
      assertThat(metrics.get("reverseKl")).isLessThan(0.1);
      assertThat(gan.warnings(figures)).isEmpty();
      assertThat(gan.warnings(metrics)).isEmpty();
    }
  }

  private static void change(GanConfig.Draft draft, GanConfig to) {
    draft.loss = to.loss();
    draft.weightClip = to.weightClip();
    draft.discriminatorSteps = to.discriminatorSteps();
    draft.optimizer = to.optimizer();
    draft.discriminatorLearningRate = to.discriminatorLearningRate();
  }

  private static Gan gan(Consumer<GanConfig.Draft> changes, long seed) {
    GanConfig.Draft draft = new GanConfig.Draft();
    changes.accept(draft);
    return new Gan(
        draft.build(),
        new GenerativeContext(GaussianMixture.ring8(), STEPS, Device.CPU, seed, Judges.NONE));
  }
}
