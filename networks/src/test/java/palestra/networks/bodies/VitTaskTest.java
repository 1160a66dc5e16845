package palestra.networks.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palestra.networks.tasks.Classifier;
import palestra.networks.tasks.Digits;

/** A transformer over patches learns to read digits; guessing has 1/10. */
class VitTaskTest {

  @Test
  void readsDigits() {
    int side = 16;
    Body vit = Body.valueOf("vit patch=4 width=32 layers=1");
    vit.check(side, side, 1);
    try (Classifier classifier = new Classifier(vit, side, 1)) {
      classifier.train(Digits.of(4000, side, 1), 600, 0.005);
      assertThat(classifier.accuracy(Digits.of(500, side, 2))).isGreaterThan(0.7);
    }
  }
}
