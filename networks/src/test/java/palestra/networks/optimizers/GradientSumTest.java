package palestra.networks.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.losses.Losses;

/** Gradients of several runs add up, a new sum starts when told, and a step follows them. */
class GradientSumTest {

  /** Of {@code mean(w x)}, by hand: each run adds {@code x / 2}. */
  @Test
  void addsUpAndStartsAnew() {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> w = model.scope().variable("w", Shape.of(2), Initializer.constant(1));
      Operand<TFloat32> x = model.input("x", TFloat32.class, 2);
      Operand<TFloat32> loss = Losses.mean(model.scope(), model.scope().tf().math.mul(w, x));
      GradientSum sum = new GradientSum(model, "sum", loss, List.of(w));
      Endpoint gather =
          sum.addTo(model.endpoint("gather")).input("x", x).output("loss", loss).build();
      Minimizer minimizer =
          new Minimizer(
              model,
              "optimizer",
              new Sgd(),
              List.of(w),
              sum.gradients(),
              MinimizerOptions.DEFAULTS);
      Endpoint learn = minimizer.addTo(model.endpoint("learn")).build();

      sum.run(gather.feed("x", 100, 100), true);
      sum.run(gather.feed("x", 2, 4), true);
      sum.run(gather.feed("x", 6, -2), false);
      assertThat(model.values().get("sum/sum0")).containsExactly(4, 1);
      assertThat(gather.result("loss").get(0)).isEqualTo(2);

      minimizer.run(learn, 0.5);
      assertThat(model.values().get("w")).containsExactly(-1, 0.5f);
      assertThat(minimizer.steps()).isEqualTo(1);
    }
  }
}
