package palestra.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.framework.initializers.He;
import org.tensorflow.framework.initializers.VarianceScaling.Distribution;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class InitializerTest {

  private static float[] made(Initializer initializer, Shape shape, long seed) {
    try (Model model = new Model(Device.CPU, seed)) {
      model.scope().child("layer").variable("kernel", shape, initializer);
      return model.values().get("layer/kernel");
    }
  }

  static Stream<Arguments> variances() {
    return Stream.of(
        Arguments.of("glorot", Initializer.glorotUniform(), 2.0 / (200 + 300)),
        Arguments.of("he", Initializer.heNormal(), 2.0 / 200),
        Arguments.of("uniform", Initializer.uniform(0.5f), 0.25 / 3),
        Arguments.of("orthogonal", Initializer.orthogonal(2), 4.0 / 300));
  }

  /** 60,000 numbers: their variance is within 3 % of what it should be, their mean near zero. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("variances")
  void varianceAndMean(String name, Initializer initializer, double variance) {
    float[] values = made(initializer, Shape.of(200, 300), 1);
    double mean = 0;
    double square = 0;
    for (float value : values) {
      mean += value / values.length;
      square += value * value / values.length;
    }
    assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(variance / values.length)));
    assertThat(square - mean * mean).isCloseTo(variance, within(0.03 * variance));
  }

  @Test
  void heOfAMatrixIsTensorFlowFrameworksBitForBit() {
    Initializer theirs =
        (tf, shape, seed) ->
            new He<TFloat32>(Distribution.TRUNCATED_NORMAL, seed)
                .call(tf, tf.constant(shape), TFloat32.class);
    Shape shape = Shape.of(7, 5);
    assertThat(made(Initializer.heNormal(), shape, 3)).isEqualTo(made(theirs, shape, 3));
  }

  /** The shorter side's vectors have length {@code gain} and are at right angles. */
  @ParameterizedTest
  @CsvSource({"5, 5, 1", "7, 3, 1.414", "3, 7, 0.01", "64, 1, 1", "1, 4, 2"})
  void orthogonal(int rows, int columns, double gain) {
    float[] w = made(Initializer.orthogonal(gain), Shape.of(rows, columns), 3);
    boolean tall = rows >= columns;
    int count = Math.min(rows, columns);
    int length = Math.max(rows, columns);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        double product = 0;
        for (int k = 0; k < length; k++) {
          product +=
              tall
                  ? w[k * columns + i] * w[k * columns + j]
                  : w[i * columns + k] * w[j * columns + k];
        }
        assertThat(product / (gain * gain)).isCloseTo(i == j ? 1 : 0, within(1e-5));
      }
    }
  }

  @Test
  void constants() {
    assertThat(made(Initializer.zeros(), Shape.of(2, 2), 1)).containsExactly(0, 0, 0, 0);
    assertThat(made(Initializer.constant(1.5f), Shape.of(2), 1)).containsExactly(1.5f, 1.5f);
  }

  @Test
  void dependsOnSeedAndPathAlone() {
    Initializer initializer = Initializer.glorotUniform();
    float[] alone = made(initializer, Shape.of(4, 4), 9);
    try (Model model = new Model(Device.CPU, 9)) {
      model.scope().child("earlier").variable("kernel", Shape.of(4, 4), initializer);
      model.scope().child("layer").variable("kernel", Shape.of(4, 4), initializer);
      assertThat(model.values().get("layer/kernel")).isEqualTo(alone);
      assertThat(model.values().get("earlier/kernel")).isNotEqualTo(alone);
    }
    assertThat(made(initializer, Shape.of(4, 4), 10)).isNotEqualTo(alone);
  }
}
