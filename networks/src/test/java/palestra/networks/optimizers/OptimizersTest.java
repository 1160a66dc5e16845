package palestra.networks.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.GradientDescent;
import org.tensorflow.framework.optimizers.RMSProp;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Evaluate;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;

/** Each optimiser on {@code mean(c (w - t)^2) * 3 / 2}, whose gradient is {@code c (w - t)}. */
class OptimizersTest {
  private static final float[] CURVATURE = {1, 0.1f, 3};
  private static final float[] TARGET = {1, -2, 0.5f};
  private static final double RATE = 0.05;
  private static final int STEPS = 20;

  /** An optimiser's paper in plain Java: one coordinate, double precision. */
  private interface Reference {
    /** The coordinate after an update with the gradient; keeps its own slots. */
    double step(double w, double gradient);
  }

  private record Adaptive(
      String name, Optimizer optimizer, Function<Integer, Reference> reference) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Adaptive> optimizers() {
    return Stream.of(
        new Adaptive("sgd", new Sgd(), i -> (w, g) -> w - RATE * g),
        new Adaptive("momentum", new Momentum(0.9, false), i -> momentum(false)),
        new Adaptive("nesterov", new Momentum(0.9, true), i -> momentum(true)),
        new Adaptive("rmsprop", new RmsProp(0.9, 0, 1e-5), i -> rmsProp(0)),
        new Adaptive("rmsprop with momentum", new RmsProp(0.9, 0.5, 1e-5), i -> rmsProp(0.5)),
        new Adaptive("adam", new Adam(0.9, 0.99, 1e-5), i -> adam()),
        // One axis: nothing decays.
        new Adaptive("adamw", new AdamW(new Adam(0.9, 0.99, 1e-5), 0.5), i -> adam()));
  }

  private static Reference momentum(boolean nesterov) {
    double[] m = {0};
    return (w, g) -> {
      m[0] = 0.9 * m[0] + g;
      return w - RATE * (nesterov ? g + 0.9 * m[0] : m[0]);
    };
  }

  private static Reference rmsProp(double momentum) {
    double[] slots = {1, 0};
    return (w, g) -> {
      slots[0] = 0.9 * slots[0] + 0.1 * g * g;
      slots[1] = momentum * slots[1] + RATE * g / Math.sqrt(slots[0] + 1e-5);
      return w - slots[1];
    };
  }

  private static Reference adam() {
    double[] slots = {0, 0, 0};
    return (w, g) -> {
      slots[0]++;
      slots[1] = 0.9 * slots[1] + 0.1 * g;
      slots[2] = 0.99 * slots[2] + 0.01 * g * g;
      double correction = Math.sqrt(1 - Math.pow(0.99, slots[0])) / (1 - Math.pow(0.9, slots[0]));
      return w - RATE * correction * slots[1] / (Math.sqrt(slots[2]) + 1e-5);
    };
  }

  /** The weights after some updates, and the gradients' norm before the last. */
  private static float[] ours(Optimizer optimizer, int steps, double maxGradNorm) {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Operand<TFloat32> w = scope.variable("w", Shape.of(3), Initializer.zeros());
      Operand<TFloat32> loss = bowl(scope.tf(), w);
      Minimizer minimizer =
          new Minimizer(model, "optimizer", optimizer, loss, List.of(w), maxGradNorm);
      Endpoint learn =
          minimizer.addTo(model.endpoint("learn")).output("norm", minimizer.gradientNorm()).build();
      for (int i = 0; i < steps; i++) {
        minimizer.run(learn, RATE);
      }
      assertThat(minimizer.steps()).isEqualTo(steps);
      float[] all = java.util.Arrays.copyOf(model.values().get("w"), 4);
      all[3] = learn.result("norm").get(0);
      return all;
    }
  }

  private static Operand<TFloat32> bowl(Ops tf, Operand<TFloat32> w) {
    Operand<TFloat32> squares = tf.math.square(tf.math.sub(w, tf.constant(TARGET)));
    Operand<TFloat32> weighted = tf.math.mul(squares, tf.constant(CURVATURE));
    return tf.math.mul(tf.constant(0.5f), tf.sum(weighted, tf.constant(0)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void agreesWithItsPaper(Adaptive what) {
    float[] ours = ours(what.optimizer, STEPS, Double.POSITIVE_INFINITY);
    for (int i = 0; i < 3; i++) {
      Reference reference = what.reference.apply(i);
      double w = 0;
      for (int step = 0; step < STEPS; step++) {
        w = reference.step(w, CURVATURE[i] * (w - TARGET[i]));
      }
      assertThat((double) ours[i]).as("coordinate %s", i).isCloseTo(w, within(2e-6));
    }
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> frameworks() {
    return Stream.of(
        org.junit.jupiter.params.provider.Arguments.of(
            new Sgd(), framework(g -> new GradientDescent(g, (float) RATE))),
        org.junit.jupiter.params.provider.Arguments.of(
            new Momentum(0.9, true),
            framework(
                g ->
                    new org.tensorflow.framework.optimizers.Momentum(g, (float) RATE, 0.9f, true))),
        org.junit.jupiter.params.provider.Arguments.of(
            new RmsProp(), framework(g -> new RMSProp(g, (float) RATE))));
  }

  private static Function<Graph, org.tensorflow.framework.optimizers.Optimizer> framework(
      Function<Graph, org.tensorflow.framework.optimizers.Optimizer> make) {
    return make;
  }

  /** Not Adam: there the framework's own steps depend on the threads' timing. */
  @ParameterizedTest
  @MethodSource("frameworks")
  void agreesWithTensorFlowsFramework(
      Optimizer optimizer, Function<Graph, org.tensorflow.framework.optimizers.Optimizer> theirs) {
    float[] ours = ours(optimizer, STEPS, Double.POSITIVE_INFINITY);
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Variable<TFloat32> w = tf.variable(tf.constant(new float[3]));
      var minimize = theirs.apply(graph).minimize(bowl(tf, w));
      session.initialize();
      for (int i = 0; i < STEPS; i++) {
        session.runner().addTarget(minimize).run().close();
      }
      try (var result = session.runner().fetch(w).run()) {
        TFloat32 values = (TFloat32) result.get(0);
        for (int i = 0; i < 3; i++) {
          assertThat(ours[i]).isCloseTo(values.getFloat(i), within(1e-6f));
        }
      }
    }
  }

  /** At w = 0 the gradient is (-1, 0.2, -1.5), of norm 1.8138. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "1.8, 1.8", "1.9, 1.8138357", "1000, 1.8138357", "Infinity, 1.8138357"})
  void clipsByTheGlobalNorm(double limit, double norm) {
    float[] after = ours(new Sgd(), 1, limit);
    double scale = norm / 1.8138357;
    assertThat((double) after[0]).isCloseTo(RATE * scale, within(1e-7));
    assertThat((double) after[1]).isCloseTo(-0.2 * RATE * scale, within(1e-7));
    assertThat((double) after[2]).isCloseTo(1.5 * RATE * scale, within(1e-7));
    assertThat((double) after[3]).isCloseTo(1.8138357, within(1e-6));
  }

  @Test
  void theNormGoesOverAllVariables() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Operand<TFloat32> a = scope.variable("a", Shape.of(2), Initializer.constant(3));
      Operand<TFloat32> b = scope.variable("b", Shape.of(1, 2), Initializer.constant(4));
      Operand<TFloat32> loss =
          scope
              .tf()
              .math
              .add(
                  Losses.meanSquaredError(scope, a, scope.tf().constant(0f)),
                  Losses.meanSquaredError(scope, b, scope.tf().constant(0f)));
      Minimizer minimizer = new Minimizer(model, "sgd", new Sgd(), loss, List.of(a, b), 1);
      assertThat(Evaluate.floats(model, minimizer.gradientNorm())[0])
          .isCloseTo((float) Math.sqrt(2 * 9 + 2 * 16), within(1e-5f));
    }
  }

  @Test
  void defaultsAreTensorFlowFrameworks() {
    assertThat(new Adam()).isEqualTo(new Adam(0.9f, 0.999f, 1e-8f));
    assertThat(new RmsProp()).isEqualTo(new RmsProp(0.9f, 0, 1e-10f));
    assertThat(Optimizer.named("adam")).isEqualTo(new Adam());
    assertThat(Optimizer.named("rmsprop")).isEqualTo(new RmsProp());
    assertThat(Optimizer.named("momentum")).isEqualTo(new Momentum(0.9, false));
    assertThat(Optimizer.named("sgd")).isEqualTo(new Sgd());
    assertThat(Optimizer.named("nesterov")).isEqualTo(new Momentum(0.9, true));
    assertThat(Optimizer.named("adamw")).isEqualTo(new AdamW());
    assertThat(new AdamW().weightDecay()).as("PyTorch's").isEqualTo(0.01);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> Optimizer.named("lion"))
        .hasMessage(
            "optimizer must be sgd, momentum, nesterov, rmsprop, adam or adamw, but is \"lion\"");
    assertThatThrownBy(() -> new AdamW(new Adam(), -1)).hasMessageContaining("weightDecay");
    assertThatThrownBy(() -> new Adam(1, 0.9, 1e-8))
        .hasMessageContaining("beta1 must be in [0, 1)");
    assertThatThrownBy(() -> new Adam(0)).hasMessageContaining("epsilon must be above 0");
    assertThatThrownBy(() -> new RmsProp(-0.1, 0, 1)).hasMessageContaining("decay");
    assertThatThrownBy(() -> new Momentum(Double.NaN, false)).hasMessageContaining("momentum");
    assertThatThrownBy(() -> ours(new Sgd(), 1, 0)).hasMessageContaining("maxGradNorm");
  }
}
