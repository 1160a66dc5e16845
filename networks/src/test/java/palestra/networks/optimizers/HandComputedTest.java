package palestra.networks.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;

/**
 * Two updates worked out by hand, of a weight that starts at 1 and always has the gradient 2, with
 * learning rate 0.1: PyTorch's formulas (torch.optim 2.x documentation), written out.
 *
 * <pre>
 *   sgd       1 - 0.1 * 2 = 0.8;  0.8 - 0.2 = 0.6
 *   momentum  m = 2, 0.8;  m = 0.9 * 2 + 2 = 3.8, 0.8 - 0.38 = 0.42
 *   nesterov  m = 2, 1 - 0.1 (2 + 1.8) = 0.62;  m = 3.8, 0.62 - 0.1 (2 + 3.42) = 0.078
 *   rmsprop   s = 0.9 + 0.1 * 4 = 1.3, 1 - 0.2 / sqrt(1.3) = 0.8245884;
 *             s = 1.17 + 0.4 = 1.57, 0.8245884 - 0.2 / sqrt(1.57) = 0.6649712
 *   adam      m / (1 - b1) = 2, v / (1 - b2) = 4 in both steps: 1 - 0.1 = 0.9;  0.8
 *   adamw     1 (1 - 0.1 * 0.01) - 0.1 = 0.899;  0.899 * 0.999 - 0.1 = 0.798101
 * </pre>
 */
class HandComputedTest {
  @ParameterizedTest
  @CsvSource({
    "sgd, 0.8, 0.6",
    "momentum, 0.8, 0.42",
    "nesterov, 0.62, 0.078",
    "rmsprop, 0.8245884, 0.6649712",
    "adam, 0.9, 0.8",
    "adamw, 0.899, 0.798101"
  })
  void twoUpdates(String name, double first, double second) {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Ops tf = scope.tf();
      Operand<TFloat32> w = scope.variable("w", Shape.of(1, 1), Initializer.constant(1));
      Operand<TFloat32> loss =
          tf.sum(tf.math.mul(w, tf.constant(2f)), tf.constant(new int[] {0, 1}));
      Minimizer minimizer =
          new Minimizer(
              model,
              "optimizer",
              Optimizer.named(name),
              loss,
              List.of(w),
              Double.POSITIVE_INFINITY);
      Endpoint learn = minimizer.addTo(model.endpoint("learn")).build();
      minimizer.run(learn, 0.1);
      assertThat((double) model.values().get("w")[0]).isCloseTo(first, within(2e-6));
      minimizer.run(learn, 0.1);
      assertThat((double) model.values().get("w")[0]).isCloseTo(second, within(4e-6));
    }
  }
}
