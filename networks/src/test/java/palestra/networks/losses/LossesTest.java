package palestra.networks.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Evaluate;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/** Values and gradients by hand. */
class LossesTest {

  private static void hold(
      float[][] predictions,
      BiFunction<Scope, Operand<TFloat32>, Operand<TFloat32>> loss,
      double value,
      double... gradient) {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> x = model.scope().tf().constant(predictions);
      Operand<TFloat32> y = loss.apply(model.scope(), x);
      assertThat((double) Evaluate.floats(model, y)[0])
          .isCloseTo(value, within(1e-6 * Math.max(1, Math.abs(value))));
      float[] slopes = Evaluate.floats(model, Gradients.of(model.scope(), y, List.of(x)).get(0));
      assertThat(slopes).hasSize(gradient.length);
      for (int i = 0; i < slopes.length; i++) {
        assertThat((double) slopes[i]).as("slope %s", i).isCloseTo(gradient[i], within(1e-6));
      }
    }
  }

  private static Function<Scope, Operand<TFloat32>> row(float... values) {
    return scope -> scope.tf().constant(new float[][] {values});
  }

  @Test
  void meanSquaredError() {
    hold(
        new float[][] {{1, 2, -3}},
        (s, x) -> Losses.meanSquaredError(s, x, row(0, 2, -1).apply(s)),
        5.0 / 3,
        2.0 / 3,
        0,
        -4.0 / 3);
  }

  /** Errors 0.5, -0.5, 3, -3 at delta 1: 0.125, 0.125, 2.5, 2.5. */
  @Test
  void huber() {
    hold(
        new float[][] {{0.5f, -0.5f, 3, -3}},
        (s, x) -> Losses.huber(s, x, row(0, 0, 0, 0).apply(s), 1),
        5.25 / 4,
        0.125,
        -0.125,
        0.25,
        -0.25);
    hold(
        new float[][] {{3, 10}},
        (s, x) -> Losses.huber(s, x, row(0, 0).apply(s), 4),
        (4.5 + 32) / 2,
        1.5,
        2);
  }

  @Test
  void binaryCrossEntropy() {
    double sigmoid = 1 / (1 + Math.exp(-0.5));
    hold(
        new float[][] {{0.5f, 0.5f}},
        (s, x) -> Losses.binaryCrossEntropy(s, x, row(1, 0).apply(s)),
        -0.5 * (Math.log(sigmoid) + Math.log(1 - sigmoid)),
        (sigmoid - 1) / 2,
        sigmoid / 2);
  }

  @Test
  void binaryCrossEntropyOfExtremeLogits() {
    hold(
        new float[][] {{1000, -1000, 1000, -1000}},
        (s, x) -> Losses.binaryCrossEntropy(s, x, row(1, 0, 0, 1).apply(s)),
        500,
        0,
        0,
        0.25,
        -0.25);
  }

  @Test
  void categoricalCrossEntropy() {
    double p = Math.exp(1) / (Math.exp(1) + 2);
    double q = 1 / (Math.exp(1) + 2);
    hold(
        new float[][] {{0, 1, 0}, {0, 0, 0}},
        (s, x) -> Losses.categoricalCrossEntropy(s, x, s.tf().constant(new long[] {1, 2})),
        (-Math.log(p) + Math.log(3)) / 2,
        q / 2,
        (p - 1) / 2,
        q / 2,
        1.0 / 6,
        1.0 / 6,
        -1.0 / 3);
  }

  @Test
  void categoricalCrossEntropyOfExtremeLogits() {
    hold(
        new float[][] {{1000, -1000}, {1000, -1000}},
        (s, x) -> Losses.categoricalCrossEntropy(s, x, s.tf().constant(new long[] {0, 1})),
        1000,
        0,
        0,
        0.5,
        -0.5);
  }
}
