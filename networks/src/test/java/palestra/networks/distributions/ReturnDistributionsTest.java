package palestra.networks.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.networks.Device;
import palestra.networks.Evaluate;
import palestra.networks.Model;
import palestra.networks.gradients.Gradients;

/** Distributions of returns by hand: five atoms -2, -1, 0, 1, 2, and quantiles. */
class ReturnDistributionsTest {
  private static final ReturnAtoms ATOMS = new ReturnAtoms(5, -2, 2);

  private static float[] projected(float[] p, float reward, float discount) {
    return Evaluate.floats(
        s ->
            ATOMS.project(
                s,
                s.tf().constant(new float[][] {p, p}),
                s.tf().constant(new float[] {0, reward}),
                s.tf().constant(new float[] {1, discount})));
  }

  private static void holds(float[] p, float reward, float discount, double... expected) {
    float[] both = projected(p, reward, discount);
    for (int i = 0; i < 5; i++) {
      // The row beside it, moved by nothing, stays what it is.
      assertThat((double) both[i]).isCloseTo(p[i], within(1e-6));
      assertThat((double) both[5 + i]).as("atom %s", i).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void atomsAreEven() {
    assertThat(ATOMS.values()).containsExactly(-2, -1, 0, 1, 2);
    assertThat(new ReturnAtoms(3, -10, 5).values()).containsExactly(-10, -2.5f, 5);
  }

  @Test
  void wholeSteps() {
    holds(new float[] {0.1f, 0.2f, 0.4f, 0.2f, 0.1f}, 1, 1, 0, 0.1, 0.2, 0.4, 0.3);
  }

  /** Each atom's share goes to 0.25 above it: three quarters stay, one goes up. */
  @Test
  void partsOfSteps() {
    holds(new float[] {0.4f, 0, 0, 0.6f, 0}, 0.25f, 1, 0.3, 0.1, 0, 0.45, 0.15);
  }

  /** Halves of -2 .. 2 and 0.5: -0.5, 0, 0.5, 1, 1.5. */
  @Test
  void discountsDrawTogether() {
    holds(new float[] {0.2f, 0.2f, 0.2f, 0.2f, 0.2f}, 0.5f, 0.5f, 0, 0.1, 0.4, 0.4, 0.1);
  }

  @Test
  void anEndIsItsReward() {
    holds(new float[] {0.2f, 0.2f, 0.2f, 0.2f, 0.2f}, -1, 0, 0, 1, 0, 0, 0);
    holds(new float[] {0.2f, 0.2f, 0.2f, 0.2f, 0.2f}, 2, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void whatIsBeyondTheEndsCountsAsTheEnd() {
    holds(new float[] {0, 0, 0.5f, 0.5f, 0}, 7, 1, 0, 0, 0, 0, 1);
    holds(new float[] {0, 0, 0.5f, 0.5f, 0}, -7, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void meansEntropiesAndCrossEntropies() {
    float[] logits = {(float) Math.log(1), (float) Math.log(2), 0, 0, (float) Math.log(5)};
    float[] mean =
        Evaluate.floats(s -> ATOMS.mean(s, s.tf().constant(new float[][][] {{logits}, {logits}})));
    assertThat(mean).containsExactly(new float[] {0.7f, 0.7f}, within(1e-6f));
    float[] cross =
        Evaluate.floats(
            s ->
                ATOMS.crossEntropy(
                    s,
                    s.tf().constant(new float[][] {{0, 0.5f, 0, 0, 0.5f}}),
                    s.tf().constant(new float[][] {logits})));
    assertThat((double) cross[0]).isCloseTo(-0.5 * (Math.log(0.2) + Math.log(0.5)), within(1e-6));
    float[] entropy =
        Evaluate.floats(
            s -> ATOMS.entropy(s, s.tf().constant(new float[][] {{0, 0.5f, 0, 0, 0.5f}})));
    assertThat((double) entropy[0]).isCloseTo(Math.log(2), within(1e-6));
  }

  /** By the logits it is what is expected less what is wanted: softmax - m. */
  @Test
  void slopeOfTheCrossEntropy() {
    try (Model model = new Model(Device.CPU, 1)) {
      var tf = model.scope().tf();
      var logits = tf.constant(new float[][] {{0, 0, 0, 0, 0}});
      var m = tf.constant(new float[][] {{0.1f, 0, 0.9f, 0, 0}});
      var loss = tf.sum(ATOMS.crossEntropy(model.scope(), m, logits), tf.constant(0));
      float[] slope =
          Evaluate.floats(model, Gradients.of(model.scope(), loss, List.of(logits)).get(0));
      assertThat(slope).containsExactly(new float[] {0.1f, 0.2f, -0.7f, 0.2f, 0.2f}, within(1e-6f));
    }
  }

  @Test
  void quantilesStandInTheMiddlesOfTheirParts() {
    assertThat(new Quantiles(4).shares()).containsExactly(0.125f, 0.375f, 0.625f, 0.875f);
    float[] mean =
        Evaluate.floats(
            s -> new Quantiles(2).mean(s, s.tf().constant(new float[][] {{1, 3}, {-1, 0}})));
    assertThat(mean).containsExactly(2, -0.5f);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> new ReturnAtoms(1, 0, 1))
        .hasMessage("a return needs at least 2 atoms, not 1");
    assertThatThrownBy(() -> new ReturnAtoms(2, 1, 1))
        .hasMessage("the lowest atom must be below the highest, but they are 1.0 and 1.0");
    assertThatThrownBy(() -> new Quantiles(0))
        .hasMessage("a return needs at least 1 quantile, not 0");
  }
}
