package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.networks.Evaluate;

class ActivationTest {

  /** Computed with NumPy and SciPy in double precision; the extremes overflow nowhere. */
  @ParameterizedTest
  @CsvSource({
    "LINEAR, -1.5, -1.5",
    "SIGMOID, -1.5, 0.18242552380635635",
    "SIGMOID, 100, 1",
    "SIGMOID, -100, 0",
    "TANH, 0.7, 0.6043677771171636",
    "RELU, -2, 0",
    "RELU, 2, 2",
    "LEAKY_RELU, -2, -0.4",
    "LEAKY_RELU, 2, 2",
    "ELU, -1, -0.6321205588285577",
    "ELU, 3, 3",
    "GELU, 1, 0.8413447460685429",
    "GELU, -2, -0.04550026389635842",
    "GELU, 50, 50",
    "SWISH, 1, 0.7310585786300049",
    "SWISH, -2, -0.23840584404423515",
    "SWISH, -300, 0",
    "SOFTPLUS, 0, 0.6931471805599453",
    "SOFTPLUS, 200, 200",
    "SOFTPLUS, -200, 0"
  })
  void values(Activation activation, float x, double expected) {
    float[] y = Evaluate.floats(s -> activation.apply(s, s.tf().constant(new float[] {x})));
    assertThat((double) y[0]).isCloseTo(expected, within(2e-6 * Math.max(1, Math.abs(expected))));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0.5", "1000, 0, 1", "-1000, 1000, 0", "0, 1, 0.2689414213699951"})
  void softmaxAlongTheLastAxis(float a, float b, double first) {
    float[] y =
        Evaluate.floats(
            s -> Activation.SOFTMAX.apply(s, s.tf().constant(new float[][] {{a, b}, {3, 3}})));
    assertThat((double) y[0]).isCloseTo(first, within(1e-6));
    assertThat((double) y[1]).isCloseTo(1 - first, within(1e-6));
    assertThat(y[2]).isEqualTo(0.5f);
  }
}
