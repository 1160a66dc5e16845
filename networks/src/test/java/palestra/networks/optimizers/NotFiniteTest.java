package palestra.networks.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.NotFiniteException;
import palestra.networks.Scope;

/** What is not finite is named, and the update that it is met in changes nothing. */
class NotFiniteTest {

  /** A loss that goes wrong in one way, of weights {@code low/a} and {@code high/b}. */
  private enum Loss {
    /** Steep where x is large. */
    PRODUCT {
      @Override
      Operand<TFloat32> of(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, Operand<TFloat32> x) {
        return tf.math.mul(tf.math.add(a, b), x);
      }
    },
    /** Overflows. */
    EXPONENTIAL {
      @Override
      Operand<TFloat32> of(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, Operand<TFloat32> x) {
        return tf.math.exp(tf.math.mul(tf.math.add(a, b), x));
      }
    },
    /** A root's slope at 0 is infinite, here times the square's, which is 0. */
    ROOT_AT_ZERO {
      @Override
      Operand<TFloat32> of(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, Operand<TFloat32> x) {
        Operand<TFloat32> zero = tf.math.mul(b, tf.constant(0f));
        return tf.math.add(tf.math.mul(a, x), tf.math.sqrt(tf.math.square(zero)));
      }
    };

    abstract Operand<TFloat32> of(
        Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, Operand<TFloat32> x);
  }

  private static final class Learner implements AutoCloseable {
    private final Model model = new Model(Device.CPU, 1);
    private final Minimizer minimizer;
    private final Endpoint learn;

    Learner(Loss kind, Optimizer optimizer, Endpoint.Threads threads) {
      Scope scope = model.scope();
      Operand<TFloat32> x = model.input("x", TFloat32.class);
      Operand<TFloat32> a = scope.child("low").variable("a", Shape.of(), Initializer.constant(1));
      Operand<TFloat32> b = scope.child("high").variable("b", Shape.of(), Initializer.constant(1));
      Operand<TFloat32> loss = kind.of(scope.tf(), a, b, x);
      minimizer = new Minimizer(model, "optimizer", optimizer, loss, scope.trainable(), 0.5);
      learn =
          minimizer
              .addTo(model.endpoint("learn").input("x", x))
              .output("loss", loss)
              .threads(threads)
              .build();
    }

    void update(float x, double learningRate) {
      learn.feed("x", x);
      minimizer.run(learn, learningRate);
    }

    NotFiniteException fault(float x, double learningRate) {
      return catchThrowableOfType(NotFiniteException.class, () -> update(x, learningRate));
    }

    @Override
    public void close() {
      model.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PRODUCT, NaN, update 2 of optimizer: input x is NaN",
    "PRODUCT, Infinity, update 2 of optimizer: input x is Infinity",
    "PRODUCT, 1e30, 'update 2 of optimizer: gradient of low/a is 1.0E30, too large for the norm'",
    "EXPONENTIAL, 1000, update 2 of optimizer: loss is Infinity"
  })
  void tensorIsNamedAndNothingChanges(Loss loss, float x, String message) {
    for (Endpoint.Threads threads : Endpoint.Threads.values()) {
      try (Learner learner = new Learner(loss, new Adam(), threads)) {
        learner.update(0.5f, 0.01);
        Map<String, float[]> before = learner.model.values();
        assertThat(learner.fault(x, 0.01)).hasMessage(message);
        Map<String, float[]> after = learner.model.values();
        before.forEach((name, values) -> assertThat(after.get(name)).as(name).isEqualTo(values));
        assertThat(learner.minimizer.steps()).isEqualTo(1);
        learner.update(0.5f, 0.01);
        assertThat(learner.minimizer.steps()).as("goes on with good inputs").isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Endpoint.Threads.class)
  void gradientIsNamedWhereTheLossIsGood(Endpoint.Threads threads) {
    try (Learner learner = new Learner(Loss.ROOT_AT_ZERO, new Sgd(), threads)) {
      NotFiniteException fault = learner.fault(1, 0.01);
      assertThat(fault).hasMessage("update 1 of optimizer: gradient of high/b is NaN");
      assertThat(fault.tensor()).isEqualTo("gradient of high/b");
      assertThat(fault.update()).isEqualTo(1);
      assertThat(learner.model.values().get("high/b")).containsExactly(1);
    }
  }

  /** The step itself overflows: seen at the next update, or when the weights are to be saved. */
  @Test
  void weightIsNamedAndNeverSaved(@TempDir Path directory) throws IOException {
    try (Learner learner =
        new Learner(Loss.PRODUCT, new Momentum(0.9, false), Endpoint.Threads.CALLER)) {
      for (int i = 0; i < 2; i++) {
        learner.update(1, 3.4e38);
      }
      assertThat(learner.fault(1, 0.01).tensor()).isEqualTo("weight low/a");
      assertThatThrownBy(() -> learner.model.save(directory.resolve("weights")))
          .isInstanceOf(NotFiniteException.class)
          .hasMessage("weight low/a is -Infinity");
      try (Stream<Path> written = Files.list(directory)) {
        assertThat(written).isEmpty();
      }
    }
  }

  @Test
  void learningRateIsNamed() {
    try (Learner learner = new Learner(Loss.PRODUCT, new Sgd(), Endpoint.Threads.CALLER)) {
      assertThat(learner.fault(1, Double.NaN))
          .hasMessage("update 1 of optimizer: learningRate is NaN");
      assertThat(learner.model.values().get("low/a")).containsExactly(1);
    }
  }

  /** With a scale that could still fall, it falls first; what is bad without one is told. */
  @Test
  void scaledLossIsTriedWithoutScaleFirst() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Operand<TFloat32> x = model.input("x", TFloat32.class);
      Operand<TFloat32> a = scope.variable("a", Shape.of(), Initializer.constant(1));
      Operand<TFloat32> loss = scope.tf().math.mul(a, x);
      Minimizer minimizer =
          new Minimizer(
              model,
              "sgd",
              new Sgd(),
              loss,
              scope.trainable(),
              MinimizerOptions.DEFAULTS.with(new LossScale()));
      Endpoint learn = minimizer.addTo(model.endpoint("learn").input("x", x)).build();
      learn.feed("x", Float.NaN);
      assertThatThrownBy(() -> minimizer.run(learn, 0.1))
          .hasMessage("update 1 of sgd: input x is NaN");
      assertThat(minimizer.lossScale()).isEqualTo(1);
      assertThat(model.values().get("a")).containsExactly(1);
    }
  }
}
