package palestra.networks.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import palestra.networks.DirectionalGradients;
import palestra.networks.Evaluate;

class BernoulliTest {
  /** On with the probabilities 1/2 and 3/4; surely on and off. */
  private static final float[][] LOGITS = {{0, (float) Math.log(3)}, {200, -200}};

  private static final double HALF = Math.log(2);
  private static final double QUARTER = -(Math.log(0.25) + 3 * Math.log(0.75)) / 4;

  @Test
  void insideTheGraph() {
    float[] logProbabilities =
        Evaluate.floats(
            s ->
                new Bernoulli(s.tf().constant(LOGITS))
                    .logProbability(s, s.tf().constant(new float[][] {{1, 0}, {1, 1}})));
    assertThat(logProbabilities)
        .containsExactly(new float[] {(float) Math.log(1 / 8.0), -200}, within(1e-5f));
    assertThat(Evaluate.floats(s -> new Bernoulli(s.tf().constant(LOGITS)).entropy(s)))
        .containsExactly(new float[] {(float) (HALF + QUARTER), 0}, within(1e-5f));
  }

  @Test
  void outsideTheGraph() {
    FloatBuffer logits = FloatBuffer.wrap(new float[] {0, (float) Math.log(3), 200, -200});
    assertThat(Bernoulli.probability(logits, 1)).isCloseTo(0.75, within(1e-7));
    assertThat(Bernoulli.logProbability(logits, 1, true)).isCloseTo(Math.log(0.75), within(1e-7));
    assertThat(Bernoulli.logProbability(logits, 1, false)).isCloseTo(Math.log(0.25), within(1e-7));
    assertThat(Bernoulli.logProbability(logits, 3, true)).isEqualTo(-200);
    assertThat(Bernoulli.entropy(logits, 1)).isCloseTo(QUARTER, within(1e-7));
    assertThat(Bernoulli.entropy(logits, 2)).isCloseTo(0, within(1e-9));
    assertThat(Bernoulli.entropy(logits, 3)).isCloseTo(0, within(1e-9));
  }

  @Test
  void gradients() {
    DirectionalGradients.hold(
        List.of(Shape.of(2, 2)),
        (s, x) ->
            new Bernoulli(x.get(0))
                .logProbability(s, s.tf().constant(new float[][] {{1, 0}, {1, 1}})));
    DirectionalGradients.hold(
        List.of(Shape.of(2, 2)), (s, x) -> new Bernoulli(x.get(0)).entropy(s));
  }
}
