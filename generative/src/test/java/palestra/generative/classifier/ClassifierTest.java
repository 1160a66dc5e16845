package palestra.generative.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeProvider;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.Examples;
import palestra.generative.data.GaussianMixture;
import palestra.generative.metrics.Judge;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

class ClassifierTest {
  private static final int STEPS = 300;
  private static final Data DATA = new Glyphs("glyphs", 0.3f);

  @Test
  void learnsToTellFiguresApart() {
    try (Classifier classifier = classifier(1)) {
      Map<String, Double> before = classifier.metrics(1);
      assertThat(before.get("accuracy")).isLessThan(0.6);
      assertThat(before.get("crossEntropy")).isGreaterThan(1);
      Map<String, Double> figures = classifier.trainStep(STEPS);
      assertThat(figures).containsOnlyKeys("loss", "trainingAccuracy", "learningRate");
      assertThat(figures.get("learningRate")).isZero();
      Map<String, Double> after = classifier.metrics(1);
      assertThat(after.get("accuracy")).isGreaterThan(0.97);
      assertThat(after.get("crossEntropy")).isLessThan(0.1);
    }
  }

  @Test
  void sameSeedSameBitsAndLookingChangesNothing() {
    try (Classifier first = classifier(3);
        Classifier second = classifier(3);
        Classifier other = classifier(4)) {
      Map<String, Double> figures = first.trainStep(20);
      assertThat(second.trainStep(20)).isEqualTo(figures);
      assertThat(other.trainStep(20)).isNotEqualTo(figures);
      first.metrics(1);
      assertThat(first.trainStep(20)).isEqualTo(second.trainStep(20));
      assertThat(first.metrics(1)).isEqualTo(second.metrics(1)).isNotEqualTo(first.metrics(2));
    }
  }

  @Test
  void goesOnFromItsCheckpointBitForBit(@TempDir Path directory) throws IOException {
    try (Classifier whole = classifier(5);
        Classifier resumed = classifier(6)) {
      whole.trainStep(15);
      whole.save(directory.resolve("half"));
      resumed.load(directory.resolve("half"));
      assertThat(resumed.metrics(1)).isEqualTo(whole.metrics(1));
    }
  }

  /** The batches that were made ahead are made again, and of the same data. */
  @Test
  void resumedInAFreshModelItLearnsTheSame(@TempDir Path directory) throws IOException {
    try (Classifier whole = classifier(5)) {
      whole.trainStep(15);
      whole.save(directory);
      Map<String, Double> rest = whole.trainStep(15);
      try (Classifier resumed = classifier(5)) {
        resumed.load(directory);
        assertThat(resumed.trainStep(15)).isEqualTo(rest);
        assertThat(resumed.metrics(1)).isEqualTo(whole.metrics(1));
      }
      whole.load(directory);
      assertThat(whole.trainStep(15)).as("gone back").isEqualTo(rest);
    }
  }

  @Test
  void takesOverWeightsAlone(@TempDir Path directory) throws IOException {
    try (Classifier trained = classifier(5);
        Classifier fresh = classifier(6)) {
      trained.trainStep(30);
      trained.save(directory);
      fresh.loadWeights(directory);
      assertThat(fresh.metrics(1)).isEqualTo(trained.metrics(1));
      assertThat(fresh.trainStep(STEPS / 2))
          .as("steps count from 0")
          .hasEntrySatisfying(
              "learningRate", rate -> assertThat(rate).isCloseTo(0.0025, within(1e-9)));
    }
  }

  @Test
  void seesAnyNumberOfRows() {
    try (Classifier classifier = classifier(1)) {
      classifier.trainStep(50);
      Examples examples = DATA.examples(Data.Part.HELD_OUT, 251, 1);
      Judge.Seen seen = classifier.see(examples.rows());
      assertThat(seen.features()).hasDimensions(251, 16);
      assertThat(seen.probabilities()).hasDimensions(251, 4);
      float[] last = seen.probabilities()[250];
      assertThat(last[0] + last[1] + last[2] + last[3]).isCloseTo(1, within(1e-5f));
      Judge.Seen alone = classifier.see(new float[][] {examples.rows()[250]});
      assertThat(alone.features()[0]).isEqualTo(seen.features()[250]);
      assertThat(classifier.classify(examples.rows())).hasSize(251).contains(0, 1, 2, 3);
    }
  }

  @Test
  void makesNoSamples() {
    try (Classifier classifier = classifier(1)) {
      assertThat(classifier.generates()).isFalse();
      assertThatThrownBy(() -> classifier.sample(1, 1))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("a classifier makes no samples");
    }
  }

  @Test
  void isFoundAndSaysWhatItCannotLearn() {
    GenerativeProvider<?> found = null;
    for (GenerativeProvider<?> each : ServiceLoader.load(GenerativeProvider.class)) {
      found = each.id().equals("classifier") ? each : found;
    }
    assertThat(found).isNotNull();
    assertThat(found.defaults()).isEqualTo(ClassifierConfig.defaults());
    assertThat(found.learns(new DataKind("", true, true))).isTrue();
    assertThat(found.learns(new DataKind("", true, false))).isFalse();
    ClassifierProvider provider = new ClassifierProvider();
    assertThatThrownBy(() -> provider.check(ClassifierConfig.defaults(), DATA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lenet5")
        .hasMessageContaining("16");
    assertThatThrownBy(() -> provider.check(config(), GaussianMixture.ring("one", 1, 1, 0.1)))
        .hasMessage(
            "model 'classifier' learns labelled examples of 2 classes or more; 'one' has one");
  }

  @Test
  void configChecksItself() {
    assertThatThrownBy(() -> changed(1, 64, 0.9)).hasMessageContaining("featureUnits must be 2");
    assertThatThrownBy(() -> changed(64, 0, 0.9)).hasMessageContaining("batchSize must be 1");
    assertThatThrownBy(() -> changed(64, 64, 1))
        .hasMessage("beta1 must be 0 or more and below 1, but is 1.0");
  }

  private static ClassifierConfig changed(int features, int batch, double beta1) {
    return new ClassifierConfig(
        Body.valueOf("conv"), features, batch, Schedule.valueOf(1e-3), beta1, 0.999, 1e-8);
  }

  private static ClassifierConfig config() {
    return new ClassifierConfig(
        Body.valueOf("conv filters=8,16 units=0"),
        16,
        32,
        Schedule.linear(5e-3, 0),
        0.9,
        0.999,
        1e-8);
  }

  private static Classifier classifier(long seed) {
    return new Classifier(
        config(), new GenerativeContext(DATA, STEPS, Device.CPU, seed, Judges.NONE));
  }
}
