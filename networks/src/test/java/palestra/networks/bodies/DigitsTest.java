package palestra.networks.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.networks.layers.Flatten;
import palestra.networks.tasks.Classifier;
import palestra.networks.tasks.Digits;

/** Every body that sees pictures learns to read digits. Columns: body, side, updates, rate. */
class DigitsTest {
  private static final double ACCURACY = 0.95;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lenet5 | 16 | 400 | 0.003
          alexnet filters=16,32,32,32,32 units=64 size=3 stride=1 dropout=0.2 | 16 | 300 | 0.001
          vgg blocks=1,1,2 width=8 units=64 dropout=0.2 | 16 | 300 | 0.002
          inception modules=1,1 width=0.15 stem=small dropout=0 norm=batch | 12 | 200 | 0.005
          resnet blocks=1,1,1 width=8 stem=small | 12 | 200 | 0.005
          resnet blocks=1,1,1 width=8 stem=small preActivation=true norm=group | 12 | 200 | 0.005
          densenet blocks=3,3 growth=6 stem=small | 12 | 200 | 0.005
          mobilenet blocks=1,1,1 width=0.25 stem=small | 12 | 300 | 0.005
          efficientnet stages=3 width=0.5 depth=0.5 stem=small | 12 | 300 | 0.005
          nature-cnn filters=8,16,16 units=64 | 36 | 300 | 0.001
          impala channels=8,16 units=64 | 16 | 200 | 0.002
          """)
  void reads(String text, int side, int updates, double learningRate) {
    long start = System.nanoTime();
    Digits unseen = Digits.of(1000, side, 2);
    Digits seen = Digits.of(4000, side, 1);
    System.err.printf("drawn %.2f%n", (System.nanoTime() - start) / 1e9);
    try (Classifier classifier = new Classifier(Body.valueOf(text), side, 1)) {
      System.err.printf("built %.2f%n", (System.nanoTime() - start) / 1e9);
      classifier.train(seen, updates, learningRate);
      double accuracy = classifier.accuracy(unseen);
      System.err.printf(
          "%s %.3f %.1f s %d%n",
          text, accuracy, (System.nanoTime() - start) / 1e9, classifier.parameterCount());
      assertThat(accuracy).isGreaterThanOrEqualTo(ACCURACY);
    }
  }

  /** What the bodies do is worth something: a head alone reads less well. */
  @Test
  void aHeadAloneReadsLess() {
    Digits unseen = Digits.of(1000, 16, 2);
    try (Classifier classifier = new Classifier(new Flatten(), 16, 1)) {
      classifier.train(Digits.of(4000, 16, 1), 400, 0.003);
      System.err.println(classifier.accuracy(unseen));
      assertThat(classifier.accuracy(unseen)).isLessThan(ACCURACY);
    }
  }

  @Test
  void sameSeedSamePicturesAnotherSeedOthers() {
    Digits digits = Digits.of(20, 12, 1);
    assertThat(Digits.of(20, 12, 1).pictures()).isEqualTo(digits.pictures());
    assertThat(Digits.of(20, 12, 2).pictures()).isNotEqualTo(digits.pictures());
    assertThat(digits.labels()).startsWith(0, 1, 2).endsWith(8, 9);
  }
}
