package palestra.networks.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.networks.layers.Flatten;
import palestra.networks.tasks.Classifier;
import palestra.networks.tasks.Digits;

/** Every body that sees pictures learns to read digits that it has not seen. */
class DigitsTest {
  private static final int SEEN = 4000;
  private static final int UNSEEN = 1000;

  /** Body, pixels of a side, updates of 32 pictures, learning rate, share that is read rightly. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lenet5 | 16 | 400 | 0.005 | 0.96
          alexnet filters=16,32,32,32,32 units=64 size=3 stride=1 dropout=0.2 | 16 | 300 | 0.001 | 0.97
          vgg blocks=1,1,2 width=8 units=64 dropout=0.2 | 16 | 300 | 0.002 | 0.97
          inception modules=1,1 width=0.15 stem=small dropout=0 norm=batch | 12 | 200 | 0.01 | 0.95
          resnet blocks=1,1,1 width=8 stem=small | 12 | 250 | 0.01 | 0.96
          resnet blocks=1,1,1 width=8 stem=small preActivation=true norm=group | 12 | 300 | 0.005 | 0.95
          densenet blocks=2,2 growth=6 stem=small | 12 | 200 | 0.01 | 0.95
          mobilenet blocks=1,1,1 width=0.25 stem=small | 16 | 350 | 0.01 | 0.97
          efficientnet stages=3 width=0.25 depth=0.5 stem=small dropout=0 | 12 | 250 | 0.01 | 0.96
          conv filters=8,16 units=64 | 16 | 300 | 0.005 | 0.97
          nature-cnn filters=8,16,16 units=64 | 36 | 400 | 0.002 | 0.96
          impala channels=8,16 units=64 | 16 | 200 | 0.002 | 0.96
          """)
  void reads(String text, int side, int updates, double learningRate, double share) {
    try (Classifier classifier = new Classifier(Body.valueOf(text), side, 1)) {
      classifier.train(Digits.of(SEEN, side, 1), updates, learningRate);
      assertThat(classifier.accuracy(Digits.of(UNSEEN, side, 2))).isGreaterThanOrEqualTo(share);
    }
  }

  /** What the bodies do is worth something: a head alone, on the pixels, reads less. */
  @Test
  void aHeadAloneReadsLess() {
    try (Classifier classifier = new Classifier(new Flatten(), 16, 1)) {
      classifier.train(Digits.of(SEEN, 16, 1), 400, 0.005);
      assertThat(classifier.accuracy(Digits.of(UNSEEN, 16, 2))).isBetween(0.5, 0.93);
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
