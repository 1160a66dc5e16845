package palestra.networks.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.NotFiniteException;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.losses.Losses;

/** Several updates of the same variables in one run. */
class SeveralUpdatesTest {

  @Test
  void areTheSameAsOneInEachRun() {
    try (Line single = new Line(1);
        Line three = new Line(3)) {
      for (int i = 0; i < 6; i++) {
        single.run();
      }
      three.run();
      three.run();
      assertThat(three.model.values()).usingRecursiveComparison().isEqualTo(single.model.values());
      assertThat(three.minimizers.get(0).steps()).isEqualTo(6);
      assertThat(three.minimizers.get(2).updatesBefore()).isEqualTo(8);
    }
  }

  @Test
  void saysWhichOfThemFailed() {
    try (Line three = new Line(3)) {
      three.run();
      assertThatThrownBy(
              () ->
                  Minimizer.run(
                      three.endpoint,
                      three.minimizers,
                      m -> m.updatesBefore() == 4 ? Double.NaN : 0.1))
          .isInstanceOf(NotFiniteException.class)
          .hasMessageContaining("update 5 of adam: learningRate is NaN");
    }
  }

  /** A network with weights that are computed, beside the one with its own. */
  @Test
  void otherOperandsInsteadOfVariables() {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, 1, 1);
      Dense dense = new Dense(1, Activation.LINEAR, Initializer.constant(2));
      Scope scope = model.scope().child("d");
      Operand<TFloat32> own = dense.apply(scope, x);
      Operand<TFloat32> kernel = scope.variable("kernel", Shape.of(1, 1), Initializer.zeros());
      Scope other = scope.instead(Map.of("d/kernel", scope.tf().math.mul(kernel, kernel)));
      Endpoint both =
          model
              .endpoint("both")
              .input("x", x)
              .output("own", own)
              .output("other", dense.apply(other, x))
              .build();
      both.feed("x", 3).run();
      assertThat(both.result("own").get(0)).isEqualTo(6);
      assertThat(both.result("other").get(0)).isEqualTo(12);
    }
  }

  /** {@code w} on its way to 3, at a rate that falls with every update. */
  private static final class Line implements AutoCloseable {
    final Model model = new Model(Device.CPU, 1);
    final List<Minimizer> minimizers = new ArrayList<>();
    final Endpoint endpoint;

    Line(int updates) {
      Endpoint.Builder builder = model.endpoint("train");
      List<Op> after = List.of();
      Minimizer last = null;
      for (int i = 0; i < updates; i++) {
        Scope scope = model.scope().after(after);
        Operand<TFloat32> w = scope.variable("w", Shape.of(4), Initializer.uniform(1));
        Operand<TFloat32> loss =
            Losses.mean(
                scope, scope.tf().math.square(scope.tf().math.sub(w, scope.tf().constant(3f))));
        last =
            last == null
                ? new Minimizer(
                    model, "adam", new Adam(), loss, List.of(w), Double.POSITIVE_INFINITY, after)
                : last.next(loss, after);
        last.addTo(builder);
        minimizers.add(last);
        after = List.of(last.update());
      }
      endpoint = builder.build();
    }

    void run() {
      Minimizer.run(endpoint, minimizers, m -> 0.1 / (1 + m.updatesBefore()));
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
