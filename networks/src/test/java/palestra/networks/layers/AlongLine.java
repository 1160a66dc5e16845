package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
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

/**
 * A figure of one layer's output, by its weights and by its input, along random directions: its
 * gradients against central differences. The figure is the mean of the output's squares, each with
 * a weight of its own; or WGAN-GP's penalty on the norm of the gradient of the output by the input
 * (Gulrajani et al. 2017), whose gradients are of the second order.
 */
final class AlongLine implements AutoCloseable {
  private static final double STEP = 3e-3;

  private final Model model = new Model(Device.CPU, 3);
  private final List<Operand<TFloat32>> along = new ArrayList<>();
  private final List<Endpoint> moves = new ArrayList<>();
  private final Endpoint figure;

  AlongLine(Layer layer, boolean training, boolean penalty, long... shape) {
    Scope root = model.scope();
    Random random = new Random(5);
    Initializer normal = (tf, s, seed) -> constant(tf, random, s);
    Operand<TFloat32> x = root.child("input").variable("x", Shape.of(shape), normal);
    Scope scope = training ? root.forTraining() : root.forInference();
    Operand<TFloat32> y = layer.apply(scope.child("network"), x);
    Operand<TFloat32> loss = penalty ? penalty(scope, random, y, x) : squares(scope, random, y);
    add(loss, List.of(x), random);
    if (!root.child("network").trainable().isEmpty()) {
      add(loss, root.child("network").trainable(), random);
    }
    figure = model.endpoint("figure").output("loss", loss).build();
  }

  private void add(Operand<TFloat32> loss, List<Operand<TFloat32>> by, Random random) {
    Ops tf = model.scope().tf();
    List<Operand<TFloat32>> gradients = Gradients.of(model.scope(), loss, by);
    Operand<TFloat32> distance = model.input("by" + along.size(), TFloat32.class);
    List<Operand<TFloat32>> products = new ArrayList<>();
    Endpoint.Builder move = model.endpoint("move" + along.size()).input("by", distance);
    for (int i = 0; i < by.size(); i++) {
      Operand<TFloat32> direction =
          tf.math.mul(tf.constant(0.1f), constant(tf, random, by.get(i).shape()));
      products.add(sum(tf, tf.math.mul(gradients.get(i), direction)));
      Op moved = tf.assignAdd(by.get(i), tf.math.mul(distance, direction));
      move.target(moved);
    }
    along.add(tf.math.addN(products));
    moves.add(move.build());
  }

  /** Runs the figure so often, as a state that settles asks. */
  AlongLine settle(int runs) {
    IntStream.range(0, runs).forEach(i -> at());
    return this;
  }

  void hold() {
    for (int i = 0; i < along.size(); i++) {
      model.counter("noise")[0] = 0;
      double gradient = Evaluate.floats(model, along.get(i))[0];
      double above = moved(i, STEP);
      double below = moved(i, -2 * STEP);
      moved(i, STEP);
      double difference = (above - below) / (2 * STEP);
      assertThat(gradient)
          .as(i == 0 ? "by input" : "by weights")
          .isCloseTo(difference, within(5e-4 + 0.01 * Math.abs(difference)));
      assertThat(Math.abs(gradient)).as(i == 0 ? "by input" : "by weights").isGreaterThan(1e-3);
    }
  }

  private double moved(int what, double by) {
    moves.get(what).feed("by", (float) by).run();
    return at();
  }

  /** The figure, with the noise of the first run. */
  private double at() {
    model.counter("noise")[0] = 0;
    figure.run();
    return figure.result("loss").get(0);
  }

  private static Operand<TFloat32> squares(Scope scope, Random random, Operand<TFloat32> y) {
    Ops tf = scope.tf();
    return Losses.mean(scope, tf.math.mul(constant(tf, random, y.shape()), tf.math.square(y)));
  }

  private static Operand<TFloat32> penalty(
      Scope scope, Random random, Operand<TFloat32> y, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> total =
        sum(tf, tf.math.mul(constant(tf, random, y.shape()), tf.math.square(y)));
    Operand<TFloat32> byInput = Gradients.of(scope, total, List.of(x)).get(0);
    int[] axes = IntStream.range(1, x.shape().numDimensions()).toArray();
    Operand<TFloat32> norms = tf.math.sqrt(tf.sum(tf.math.square(byInput), tf.constant(axes)));
    return Losses.mean(scope, tf.math.square(tf.math.sub(norms, tf.constant(1f))));
  }

  private static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> x) {
    return tf.sum(x, tf.constant(IntStream.range(0, x.shape().numDimensions()).toArray()));
  }

  private static Operand<TFloat32> constant(Ops tf, Random random, Shape shape) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return tf.constant(shape, DataBuffers.of(values));
  }

  @Override
  public void close() {
    model.close();
  }
}
