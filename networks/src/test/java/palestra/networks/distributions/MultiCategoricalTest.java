package palestra.networks.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import palestra.networks.DirectionalGradients;
import palestra.networks.Evaluate;

class MultiCategoricalTest {
  /** Probabilities 1/8, 2/8, 5/8, and 1/4, 3/4. */
  private static final float[][] LOGITS = {
    {0, log(2), log(5), 0, log(3)}, {0, 0, 0, 1, 1}, {-5, 100, -5, 100, -5}
  };

  private static final List<Integer> COUNTS = List.of(3, 2);

  private static float log(double x) {
    return (float) Math.log(x);
  }

  @Test
  void logProbabilitiesAddUp() {
    float[] inside =
        Evaluate.floats(
            s ->
                new MultiCategorical(s.tf().constant(LOGITS), COUNTS)
                    .logProbability(s, s.tf().constant(new long[][] {{2, 0}, {0, 1}, {1, 0}})));
    assertThat(inside)
        .containsExactly(new float[] {log(5.0 / 8 / 4), log(1.0 / 6), 0}, within(1e-6f));
  }

  @Test
  void entropiesAddUp() {
    float[] entropy =
        Evaluate.floats(s -> new MultiCategorical(s.tf().constant(LOGITS), COUNTS).entropy(s));
    double three = -(Math.log(1 / 8.0) + 2 * Math.log(2 / 8.0) + 5 * Math.log(5 / 8.0)) / 8;
    double two = -(Math.log(1 / 4.0) + 3 * Math.log(3 / 4.0)) / 4;
    assertThat(entropy)
        .containsExactly(new float[] {(float) (three + two), log(6), 0}, within(1e-6f));
  }

  @Test
  void eachChoiceStandsByItselfOutsideTheGraph() {
    FloatBuffer row = FloatBuffer.wrap(LOGITS[0]);
    assertThat(MultiCategorical.sample(row, 0, 3, 0.374)).isEqualTo(1);
    assertThat(MultiCategorical.sample(row, 0, 3, 0.376)).isEqualTo(2);
    assertThat(MultiCategorical.sample(row, 3, 2, 0.24)).isZero();
    assertThat(MultiCategorical.sample(row, 3, 2, 0.26)).isEqualTo(1);
    assertThat(MultiCategorical.mode(row, 0, 3)).isEqualTo(2);
    assertThat(MultiCategorical.mode(row, 3, 2)).isEqualTo(1);
    assertThat(MultiCategorical.logProbability(row, 3, 2, 1))
        .isCloseTo(Math.log(0.75), within(1e-6));
    assertThat(MultiCategorical.entropy(row, 3, 2))
        .isCloseTo(-(Math.log(1 / 4.0) + 3 * Math.log(3 / 4.0)) / 4, within(1e-6));
  }

  @Test
  void gradients() {
    DirectionalGradients.hold(
        List.of(Shape.of(2, 5)),
        (s, x) ->
            new MultiCategorical(x.get(0), COUNTS)
                .logProbability(s, s.tf().constant(new long[][] {{2, 0}, {0, 1}})));
    DirectionalGradients.hold(
        List.of(Shape.of(2, 5)), (s, x) -> new MultiCategorical(x.get(0), COUNTS).entropy(s));
  }
}
