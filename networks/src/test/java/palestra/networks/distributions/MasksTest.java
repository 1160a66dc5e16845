package palestra.networks.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.DirectionalGradients;
import palestra.networks.Evaluate;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/** What is forbidden has probability 0, and no part in anything. */
class MasksTest {
  private static final float[][] LOGITS = {{1, 2, 3, 9}, {0.5f, -1, 4, 0}};
  private static final float[][] MASKS = {{1, 1, 0, 0}, {0, 0, 1, 0}};

  private static Categorical masked(Scope s) {
    return masked(s, s.tf().constant(LOGITS));
  }

  private static Categorical masked(Scope s, Operand<TFloat32> logits) {
    return new Categorical(Masks.apply(s, logits, s.tf().constant(MASKS)));
  }

  /** Of e and e^2 alone: 1 / (1 + e) and e / (1 + e). */
  @Test
  void probabilitiesAreOverWhatIsAllowed() {
    float[] logits = Evaluate.floats(s -> masked(s).parameters(s));
    double first = 1 / (1 + Math.E);
    assertThat(Categorical.probabilities(FloatBuffer.wrap(logits), 0, 4))
        .containsExactly(new float[] {(float) first, (float) (1 - first), 0, 0}, within(1e-6f));
    assertThat(Categorical.probabilities(FloatBuffer.wrap(logits), 1, 4))
        .containsExactly(0, 0, 1, 0);
    float[] inside =
        Evaluate.floats(s -> masked(s).logProbability(s, s.tf().constant(new long[] {1, 2})));
    assertThat(inside).containsExactly(new float[] {(float) Math.log(1 - first), 0}, within(1e-6f));
  }

  @Test
  void entropyIsOverWhatIsAllowed() {
    double p = 1 / (1 + Math.E);
    double expected = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    assertThat(Evaluate.floats(s -> masked(s).entropy(s)))
        .containsExactly(new float[] {(float) expected, 0}, within(1e-6f));
    float[] logits = Evaluate.floats(s -> masked(s).parameters(s));
    assertThat(Categorical.entropy(FloatBuffer.wrap(logits), 0, 4))
        .isCloseTo(expected, within(1e-6));
    assertThat(Categorical.entropy(FloatBuffer.wrap(logits), 1, 4)).isZero();
  }

  @Test
  void nothingForbiddenIsDrawn() {
    FloatBuffer logits = FloatBuffer.wrap(Evaluate.floats(s -> masked(s).parameters(s)));
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      assertThat(Categorical.sample(logits, 0, 4, random.nextDouble())).isLessThan(2);
      assertThat(Categorical.sample(logits, 1, 4, random.nextDouble())).isEqualTo(2);
    }
    assertThat(Categorical.sample(logits, 0, 4, Math.nextDown(1.0))).isEqualTo(1);
    assertThat(Categorical.mode(logits, 0, 4)).isEqualTo(1);
  }

  @Test
  void nothingFlowsBackThroughWhatIsForbidden() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope s = model.scope();
      Operand<TFloat32> logits =
          s.variable("logits", Shape.of(2, 4), (tf, shape, seed) -> tf.constant(LOGITS));
      Categorical policy = masked(s, logits);
      Operand<TFloat32> loss =
          s.tf()
              .math
              .add(
                  s.tf().sum(policy.entropy(s), s.tf().constant(0)),
                  s.tf()
                      .sum(
                          policy.logProbability(s, s.tf().constant(new long[] {0, 2})),
                          s.tf().constant(0)));
      float[] gradient = Evaluate.floats(model, Gradients.of(s, loss, List.of(logits)).get(0));
      for (int i : new int[] {2, 3, 4, 5, 7}) {
        assertThat(gradient[i]).isZero();
      }
      assertThat(gradient[0]).isNotZero();
    }
  }

  @Test
  void gradients() {
    DirectionalGradients.hold(List.of(Shape.of(2, 4)), (s, x) -> masked(s, x.get(0)).entropy(s));
    DirectionalGradients.hold(
        List.of(Shape.of(2, 4)),
        (s, x) -> masked(s, x.get(0)).logProbability(s, s.tf().constant(new long[] {0, 2})));
  }
}
