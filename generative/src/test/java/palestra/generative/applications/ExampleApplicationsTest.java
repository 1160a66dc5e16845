package palestra.generative.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import palestra.generative.classifier.ClassifierConfig;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.internal.TestPictures;
import palestra.generative.vae.VaeConfig;

/** Anomalies, few numbers, more examples. */
final class ExampleApplicationsTest {
  private static Data digits() {
    return DataSets.load().open("strokes digits=0,1,4");
  }

  @Test
  void anomaliesAreRebuiltBadly() {
    AnomalyConfig config =
        new AnomalyConfig(
            "0",
            Autoencoders.plain(4, "mlp widths=64", "mlp widths=64", 32),
            600,
            300,
            200,
            AnomalyScore.ERROR);
    AnomalyDetection.Result result = AnomalyDetection.run(config, Task.of(digits(), 3));
    assertThat(result.figures()).extracting(Figure::name).containsExactly("auc", "auc0");
    assertThat(result.figures().get(0).ours()).isGreaterThan(0.8); // By chance it would be 0.5.
    AnomalyDetection.OneClass one = result.classes().get(0);
    for (int i = 1; i < one.scores().length; i++) {
      assertThat(one.scores()[i]).isLessThanOrEqualTo(one.scores()[i - 1]);
    }
    assertThat(AnomalyDetection.run(config, Task.of(digits(), 3)).figures())
        .isEqualTo(result.figures());
  }

  @Test
  void relativeScoresDoNotGrowWithInk() {
    float[][] rows = {{1, 0, 0, 0}, {1, 1, 1, 1}};
    float[][] made = {{0.5f, 0, 0, 0}, {0.5f, 0.5f, 0.5f, 0.5f}};
    double[] plain = AnomalyScore.ERROR.of(made, rows);
    assertThat(plain[1]).isCloseTo(4 * plain[0], within(1e-9));
    double[] relative = AnomalyScore.RELATIVE.of(made, rows);
    assertThat(relative[0]).isCloseTo(0.25, within(1e-5));
    assertThat(relative[1]).isCloseTo(0.25, within(1e-5));
  }

  @Test
  void fewNumbersTellMoreThanComponents() {
    ReduceConfig config =
        new ReduceConfig(
            Autoencoders.plain(2, "mlp widths=128,32", "mlp widths=32,128", 32), 500, 400, 200);
    Reduction.Result result = Reduction.run(config, Task.of(digits(), 3));
    assertThat(result.figures())
        .extracting(Figure::name)
        .containsExactly("reconstructionError", "neighbourAccuracy");
    assertThat(result.figures().get(0).better()).isTrue();
    assertThat(result.figures().get(1).ours()).isGreaterThan(0.7); // Of three classes.
    assertThat(result.codes()[0]).hasSize(2);
    assertThat(Reduction.run(config, Task.of(digits(), 3)).figures()).isEqualTo(result.figures());
    assertThat(
            Reduction.neighbourAccuracy(
                new float[][] {{0}, {1}, {5}, {5.5f}}, new int[] {0, 0, 1, 0}))
        .isEqualTo(0.5);
  }

  private static AugmentConfig augment(int perClass) {
    AugmentConfig d = AugmentConfig.defaults();
    VaeConfig m = d.model();
    VaeConfig model =
        new VaeConfig(
            2,
            "mlp widths=64",
            "mlp widths=64",
            m.likelihood(),
            m.sigma(),
            m.binarize(),
            m.beta(),
            m.importanceSamples(),
            true,
            0,
            15,
            m.learningRate(),
            m.likelihoodExamples(),
            m.likelihoodSamples());
    ClassifierConfig c = d.classifier();
    ClassifierConfig classifier =
        new ClassifierConfig(
            c.body(), 16, 15, c.learningRate(), c.beta1(), c.beta2(), c.adamEpsilon());
    return new AugmentConfig(perClass, 20, model, 300, classifier, 100, 2, 200);
  }

  @Test
  void bothClassifiersLearn() {
    Augmentation.Result result = Augmentation.run(augment(5), Task.of(new TestPictures(16), 3));
    assertThat(result.figures())
        .extracting(Figure::name)
        .containsExactly("accuracy", "accuracy1", "accuracy2");
    for (Figure figure : result.figures()) {
      assertThat(figure.ours()).isBetween(0.6, 1.0); // By chance it would be a quarter.
      assertThat(figure.baseline()).isBetween(0.6, 1.0);
    }
    assertThat(result.real().size()).isEqualTo(20);
    assertThat(result.generated().size()).isEqualTo(80);
    assertThat(Augmentation.run(augment(5), Task.of(new TestPictures(16), 3)).figures())
        .isEqualTo(result.figures());
  }

  @Test
  void whatCannotBeIsSaidInOneLine() {
    Data roll = DataSets.load().open("swiss-roll");
    assertThatThrownBy(() -> AnomalyDetection.run(AnomalyConfig.defaults(), Task.of(roll, 1)))
        .hasMessageContaining("'swiss-roll'");
    assertThatThrownBy(() -> Augmentation.run(augment(3), Task.of(new TestPictures(16), 1)))
        .hasMessage(
            "model.batchSize must be at most the 12 examples that there are (perClass times"
                + " classes), but is 15");
    AnomalyConfig d = AnomalyConfig.defaults();
    assertThatThrownBy(
            () ->
                AnomalyDetection.run(
                    new AnomalyConfig("7", d.model(), 100, 10, 100, d.score()),
                    Task.of(digits(), 1)))
        .hasMessage("holdout must be a class of the held-out examples, from 0 to 9, but is 7");
    assertThatThrownBy(() -> new AnomalyConfig("x", d.model(), 100, 10, 100, d.score()))
        .hasMessage("holdout must be a class from 0 on, or all, but is x");
    ReduceConfig r = ReduceConfig.defaults();
    assertThatThrownBy(
            () ->
                Reduction.run(
                    new ReduceConfig(
                        Autoencoders.plain(3, "auto", "auto", 8), 10, r.componentExamples(), 10),
                    Task.of(roll, 1)))
        .hasMessage("model.latentSize must be at most the 2 numbers of an example, but is 3");
  }
}
