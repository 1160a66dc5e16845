package palestra.agents.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.gradients.Gradients;
import palestra.networks.losses.Losses;

class SurrogateTest {
  private static final float EPS = 0.2f;
  private static final float[] RATIOS = {0.5f, 0.5f, 1, 1, 1.5f, 1.5f, 1.1f, 0.9f};
  private static final float[] ADVANTAGES = {2, -2, 2, -2, 2, -2, -3, 3};

  /** Equation 7 as the paper has it, row by row; and no gradient where the clip holds. */
  @Test
  void isThePapersClippedObjective() {
    int n = RATIOS.length;
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> ratio =
          model.scope().variable("ratio", org.tensorflow.ndarray.Shape.of(n), ratios());
      Operand<TFloat32> advantages = model.input("advantages", TFloat32.class, n);
      Operand<TFloat32> clipRange = model.input("clipRange", TFloat32.class);
      Operand<TFloat32> surrogate = Ppo.surrogate(model.scope(), ratio, advantages, clipRange);
      Operand<TFloat32> mean = Losses.mean(model.scope(), surrogate);
      Operand<TFloat32> gradient = Gradients.of(model.scope(), mean, List.of(ratio)).get(0);
      Endpoint endpoint =
          model
              .endpoint("surrogate")
              .input("advantages", advantages)
              .input("clipRange", clipRange)
              .output("surrogate", surrogate)
              .output("gradient", gradient)
              .build();
      endpoint.feed("advantages", ADVANTAGES).feed("clipRange", EPS).run();
      for (int i = 0; i < n; i++) {
        float clipped = Math.max(1 - EPS, Math.min(1 + EPS, RATIOS[i]));
        float expected = Math.min(RATIOS[i] * ADVANTAGES[i], clipped * ADVANTAGES[i]);
        boolean held = expected != RATIOS[i] * ADVANTAGES[i];
        assertThat(endpoint.result("surrogate").get(i))
            .as("row " + i)
            .isCloseTo(expected, within(1e-6f));
        assertThat(endpoint.result("gradient").get(i))
            .as("gradient of row " + i)
            .isCloseTo(held ? 0 : ADVANTAGES[i] / n, within(1e-6f));
      }
    }
  }

  private static palestra.networks.Initializer ratios() {
    return (tf, shape, seed) -> tf.constant(RATIOS);
  }
}
