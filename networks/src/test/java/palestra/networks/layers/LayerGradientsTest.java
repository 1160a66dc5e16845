package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Evaluate;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;
import palestra.networks.losses.Losses;

/** Whole networks: their gradients along random directions against central differences. */
class LayerGradientsTest {
  private static final double STEP = 1e-2;

  /** The figure of a network at {@code w + at * direction}. */
  private static final class Line implements AutoCloseable {
    final Model model = new Model(Device.CPU, 3);
    final Operand<TFloat32> along;
    private final Endpoint move;
    private final Endpoint figure;

    Line(boolean penalty, Layer network) {
      Scope scope = model.scope();
      Ops tf = scope.tf();
      Random random = new Random(5);
      Operand<TFloat32> x = tf.constant(randoms(random, 12));
      x = tf.reshape(x, tf.constant(new int[] {4, 3}));
      Operand<TFloat32> y = network.apply(scope.child("network"), x);
      Operand<TFloat32> loss = Losses.mean(scope, tf.math.square(y));
      if (penalty) {
        loss = gradientPenalty(scope, y, x);
      }
      List<Operand<TFloat32>> weights = scope.trainable();
      List<Operand<TFloat32>> gradients = Gradients.of(scope, loss, weights);
      Operand<TFloat32> by = model.input("by", TFloat32.class);
      List<Operand<TFloat32>> products = new ArrayList<>();
      List<Op> moves = new ArrayList<>();
      for (int i = 0; i < weights.size(); i++) {
        var shape = weights.get(i).shape();
        Operand<TFloat32> direction =
            tf.math.mul(
                tf.constant(0.1f),
                tf.constant(shape, DataBuffers.of(randoms(random, (int) shape.size()))));
        products.add(Losses.mean(scope, tf.math.mul(gradients.get(i), direction)));
        products.set(i, tf.math.mul(products.get(i), tf.constant((float) shape.size())));
        moves.add(tf.assignAdd(weights.get(i), tf.math.mul(by, direction)));
      }
      along = tf.math.addN(products);
      Endpoint.Builder builder = model.endpoint("move").input("by", by);
      moves.forEach(builder::target);
      move = builder.build();
      figure = model.endpoint("figure").output("loss", loss).build();
    }

    double at(double by) {
      move.feed("by", (float) by).run();
      figure.run();
      return figure.result("loss").get(0);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  private static float[] randoms(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** WGAN-GP's: {@code mean((|dy/dx| - 1)^2)} (Gulrajani et al. 2017). */
  private static Operand<TFloat32> gradientPenalty(
      Scope scope, Operand<TFloat32> y, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> total = tf.sum(y, tf.constant(new int[] {0, 1}));
    Operand<TFloat32> byInput = Gradients.of(scope, total, List.of(x)).get(0);
    Operand<TFloat32> norms = tf.math.sqrt(tf.sum(tf.math.square(byInput), tf.constant(1)));
    return Losses.mean(scope, tf.math.square(tf.math.sub(norms, tf.constant(1f))));
  }

  private static Layer mlp(Activation activation) {
    Mlp body =
        new Mlp(List.of(6, 5), activation, Initializer.heNormal(), Initializer.constant(0.3f));
    Dense head = new Dense(2, Activation.LINEAR, Initializer.glorotUniform());
    return (scope, x) -> head.apply(scope.child("head"), body.apply(scope.child("body"), x));
  }

  private static void hold(Line line) {
    double along = Evaluate.floats(line.model, line.along)[0];
    double above = line.at(STEP);
    double below = line.at(-2 * STEP);
    double difference = (above - below) / (2 * STEP);
    assertThat(along).isCloseTo(difference, within(2e-4 + 0.01 * Math.abs(difference)));
    assertThat(Math.abs(along)).isGreaterThan(1e-3);
  }

  @ParameterizedTest
  @EnumSource
  void firstOrder(Activation activation) {
    try (Line line = new Line(false, mlp(activation))) {
      hold(line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientPenalty(Activation activation) {
    try (Line line = new Line(true, mlp(activation))) {
      hold(line);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void maxout(boolean penalty) {
    Maxout maxout = new Maxout(4, 3, Initializer.heNormal());
    Dense head = new Dense(2, Activation.LINEAR, Initializer.glorotUniform());
    try (Line line =
        new Line(
            penalty,
            (scope, x) -> head.apply(scope.child("head"), maxout.apply(scope.child("body"), x)))) {
      hold(line);
    }
  }
}
