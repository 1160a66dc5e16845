package palestra.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.bodies.Body;
import palestra.networks.gradients.Gradients;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;

class PenaltiesTest {
  private static final double TOLERANCE = 1e-4;

  /** A plane {@code d(x) = w x}: its gradient is w wherever one looks. */
  @Test
  void ofAPlane() {
    try (Model model = new Model(Device.CPU, 1)) {
      Ops tf = model.scope().tf();
      Operand<TFloat32> w = model.input("w", TFloat32.class, 2, 1);
      Operand<TFloat32> real = model.input("real", TFloat32.class, 3, 2);
      Operand<TFloat32> fake = model.input("fake", TFloat32.class, 3, 2);
      Operand<TFloat32> share = model.input("share", TFloat32.class, 3, 1);
      Penalties.Critic plane = x -> tf.linalg.matMul(x, w);
      Operand<TFloat32> penalty =
          Penalties.gradientPenalty(model.scope(), plane, real, fake, share, 1);
      Operand<TFloat32> r1 = Penalties.r1(model.scope(), plane, real, 1);
      Endpoint both =
          model
              .endpoint("both")
              .input("w", w)
              .input("real", real)
              .input("fake", fake)
              .input("share", share)
              .output("penalty", penalty)
              .output("r1", r1)
              .output("slope", Gradients.of(model.scope(), penalty, List.of(w)).get(0))
              .build();
      both.feed("w", 3, 4).feed("real", 1, 2, 3, 4, 5, 6).feed("share", 0.1f, 0.5f, 0.9f).run();
      assertThat((double) both.result("penalty").get(0)).isCloseTo(16, within(TOLERANCE));
      assertThat((double) both.result("r1").get(0)).isCloseTo(12.5, within(TOLERANCE));
      // d (|w| - 1)^2 / dw = 2 (|w| - 1) w / |w|
      assertThat((double) both.result("slope").get(0)).isCloseTo(4.8, within(TOLERANCE));
      assertThat((double) both.result("slope").get(1)).isCloseTo(6.4, within(TOLERANCE));
    }
  }

  /** A bowl {@code d(x) = |x|^2 / 2}, whose gradient is x itself, and packs of two. */
  @Test
  void ofABowl() {
    try (Model model = new Model(Device.CPU, 1)) {
      Ops tf = model.scope().tf();
      Operand<TFloat32> real = model.input("real", TFloat32.class, 2, 2);
      Operand<TFloat32> fake = model.input("fake", TFloat32.class, 2, 2);
      Operand<TFloat32> share = model.input("share", TFloat32.class, 2, 1);
      Penalties.Critic bowl =
          x -> {
            Operand<TFloat32> packs = tf.reshape(x, tf.constant(new long[] {1, 4}));
            Operand<TFloat32> sum = tf.sum(tf.math.square(packs), tf.constant(1));
            return tf.math.mul(tf.constant(0.5f), tf.reshape(sum, tf.constant(new long[] {1, 1})));
          };
      Endpoint both =
          model
              .endpoint("both")
              .input("real", real)
              .input("fake", fake)
              .input("share", share)
              .output(
                  "penalty", Penalties.gradientPenalty(model.scope(), bowl, real, fake, share, 2))
              .output("r1", Penalties.r1(model.scope(), bowl, real, 2))
              .build();
      both.feed("real", 2, 0, 0, 4).feed("fake", 0, 2, 4, 0).feed("share", 0.5f, 0.5f).run();
      // Half-way: (1, 1, 2, 2), of length sqrt(10).
      assertThat((double) both.result("penalty").get(0))
          .isCloseTo(Math.pow(Math.sqrt(10) - 1, 2), within(TOLERANCE));
      assertThat((double) both.result("r1").get(0)).isCloseTo(10, within(TOLERANCE));
    }
  }

  /** How both bend with a weight of a network, against finite differences. */
  @Test
  void slopesByWeights() {
    try (Model model = new Model(Device.CPU, 5)) {
      Scope scope = model.scope();
      Operand<TFloat32> real = model.input("real", TFloat32.class, 4, 2);
      Operand<TFloat32> fake = model.input("fake", TFloat32.class, 4, 2);
      Operand<TFloat32> share = model.input("share", TFloat32.class, 4, 1);
      Operand<TFloat32> shift = model.input("shift", TFloat32.class, 3, 4);
      Ops tf = scope.tf();
      Operand<TFloat32> kernel =
          tf.math.add(scope.variable("k", Shape.of(3, 4), Initializer.constant(0.3f)), shift);
      Penalties.Critic critic =
          x -> {
            Operand<TFloat32> h =
                new Dense(3, Activation.TANH, Initializer.heNormal()).apply(scope.child("h"), x);
            Operand<TFloat32> y = tf.math.tanh(tf.linalg.matMul(h, kernel));
            return tf.reshape(
                tf.sum(tf.math.square(y), tf.constant(1)), tf.constant(new long[] {4, 1}));
          };
      Operand<TFloat32> sum =
          tf.math.add(
              Penalties.gradientPenalty(scope, critic, real, fake, share, 2),
              Penalties.r1(scope, critic, real, 2));
      Endpoint both =
          model
              .endpoint("both")
              .input("real", real)
              .input("fake", fake)
              .input("share", share)
              .input("shift", shift)
              .output("sum", sum)
              .output("slope", Gradients.of(scope, sum, List.of(shift)).get(0))
              .build();
      both.feed("real", 1, 2, -1, 0.5f, 0.3f, -0.7f, 2, 1)
          .feed("fake", 0.2f, 1, 1, -0.5f, 0.1f, 0.6f, -1, 1)
          .feed("share", 0.5f, 0.5f, 0.2f, 0.2f);
      both.floats("shift").put(0, new float[12]);
      both.run();
      float[] slopes = new float[12];
      both.result("slope").get(0, slopes);
      float step = 1e-2f;
      for (int i = 0; i < slopes.length; i++) {
        both.floats("shift").put(i, step);
        both.run();
        double above = both.result("sum").get(0);
        both.floats("shift").put(i, -step);
        both.run();
        double below = both.result("sum").get(0);
        both.floats("shift").put(i, 0);
        assertThat((double) slopes[i]).isCloseTo((above - below) / (2 * step), within(2e-3));
      }
    }
  }

  /** After some updates' power iterations no two points are judged further apart than they lie. */
  @Test
  void spectralNormKeepsTheDiscriminatorSmooth() {
    GanConfig.Draft draft = new GanConfig.Draft();
    draft.spectralNorm = true;
    draft.discriminator = "mlp widths=32,32 activation=leaky_relu";
    try (Model model = new Model(Device.CPU, 1)) {
      Players players =
          new Players(draft.build(), palestra.generative.data.GaussianMixture.grid25());
      Operand<TFloat32> x = model.input("x", TFloat32.class, 64, 2);
      Endpoint iterate =
          model
              .endpoint("iterate")
              .input("x", x)
              .output("d", players.judge(model.scope().forTraining(), x, null).real())
              .build();
      for (int i = 0; i < 100; i++) {
        iterate.run();
      }
      float[] points = new float[128];
      for (int i = 0; i < points.length; i++) {
        points[i] = (float) (3 * Math.sin(1 + i * i));
      }
      iterate.feed("x", points).run();
      double steepest = 0;
      for (int i = 0; i < 64; i++) {
        for (int k = 0; k < i; k++) {
          double distance =
              Math.hypot(points[2 * i] - points[2 * k], points[2 * i + 1] - points[2 * k + 1]);
          double apart = iterate.result("d").get(i) - iterate.result("d").get(k);
          steepest = Math.max(steepest, Math.abs(apart) / distance);
        }
      }
      assertThat(steepest).isLessThan(1.001).isGreaterThan(0.01);
      assertThat(Body.valueOf("mlp widths=4 spectral=true").text())
          .isEqualTo("mlp widths=4 spectral=true");
    }
  }
}
