package palestra.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/** Each objective against a table by hand: real packs judged 2 and -1, fake ones 0.5 and -3. */
class ObjectiveTest {

  @ParameterizedTest
  @CsvSource({
    // softplus(-2) = 0.126928, softplus(1) = 1.313262; softplus(0.5) = 0.974077, softplus(-3) =
    // 0.048587; softplus(-0.5) = 0.474077, softplus(3) = 3.048587
    "NON_SATURATING, 1.231427, 1.761332",
    "SATURATING, 1.231427, -0.511332",
    // ((2 - 1)^2 + (-1 - 1)^2) / 4 + (0.5^2 + 3^2) / 4; ((0.5 - 1)^2 + (-3 - 1)^2) / 4
    "LEAST_SQUARES, 3.5625, 4.0625",
    // (0.5 - 3) / 2 - (2 - 1) / 2
    "WASSERSTEIN, -1.75, 1.25",
    // (0 + 2) / 2 + (1.5 + 0) / 2
    "HINGE, 1.75, 1.25",
  })
  void isThePapers(Objective objective, double discriminator, double generator) {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> judged = model.input("judged", TFloat32.class, 4, 1);
      Operand<TFloat32> fake = model.input("fake", TFloat32.class, 2, 1);
      Operand<TFloat32> signs = model.scope().tf().constant(new float[][] {{1}, {1}, {-1}, {-1}});
      Endpoint losses =
          model
              .endpoint("losses")
              .input("judged", judged)
              .input("fake", fake)
              .output("discriminator", objective.discriminator(model.scope(), judged, signs))
              .output("generator", objective.generator(model.scope(), fake))
              .build();
      losses.feed("judged", 2, -1, 0.5f, -3).feed("fake", 0.5f, -3).run();
      assertThat((double) losses.result("discriminator").get(0))
          .isCloseTo(discriminator, within(1e-5));
      assertThat((double) losses.result("generator").get(0)).isCloseTo(generator, within(1e-5));
    }
  }
}
