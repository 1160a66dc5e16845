package palestra.networks.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TType;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;

/**
 * Holds the gradients of a function, first and second order, against central differences and
 * against what TensorFlow itself adds to the same graph, with the rules that are registered there.
 *
 * <p>The function's result is weighted with fixed random numbers and summed, so that a mistake in
 * any element shows; the first-order gradients likewise for the second order.
 */
final class FiniteDifferences {

  /** From inputs to a result of any shape. */
  interface Function {
    Operand<TFloat64> apply(Scope scope, List<Operand<TFloat64>> inputs);
  }

  /**
   * What is checked.
   *
   * @param range brings the random normal inputs to where the function is smooth
   * @param step half the distance between the two points of a difference
   * @param tolerance relative, above an absolute floor of the same size
   */
  record Case(
      String name,
      Function function,
      List<Shape> shapes,
      DoubleUnaryOperator range,
      double step,
      double tolerance) {

    static Case of(String name, Function function, Shape... shapes) {
      return new Case(name, function, List.of(shapes), x -> x, 1e-5, 1e-6);
    }

    Case within(DoubleUnaryOperator newRange) {
      return new Case(name, function, shapes, newRange, step, tolerance);
    }

    /** For functions that compute in single precision inside. */
    Case singlePrecision() {
      return new Case(name, function, shapes, range, 5e-3, 5e-3);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final Case what;
  private final Endpoint endpoint;
  private final double[][] inputs;

  private FiniteDifferences(Case what, Endpoint endpoint, double[][] inputs) {
    this.what = what;
    this.endpoint = endpoint;
    this.inputs = inputs;
  }

  static void check(Case what) {
    Random random = new Random(7);
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      List<Operand<TFloat64>> xs = new ArrayList<>();
      double[][] inputs = new double[what.shapes.size()][];
      for (int i = 0; i < inputs.length; i++) {
        Shape shape = what.shapes.get(i);
        xs.add(model.input("x" + i, TFloat64.class, shape.asArray()));
        inputs[i] = random.doubles(shape.size()).map(u -> 3 * u - 1.5).map(what.range).toArray();
      }
      Operand<TFloat64> value = weighted(scope, random, List.of(what.function.apply(scope, xs)));
      List<Operand<TFloat64>> first = Gradients.of(scope, value, xs);
      Operand<TFloat64> slope = weighted(scope, random, first);
      List<Operand<TFloat64>> second = Gradients.of(scope, slope, xs);
      Output<?>[] theirs = tensorFlows(scope, value, xs);
      Output<?>[] theirSecond = tensorFlows(scope, slope, xs);

      Endpoint.Builder builder = model.endpoint("check");
      for (int i = 0; i < inputs.length; i++) {
        builder.input("x" + i, xs.get(i)).output("first" + i, first.get(i));
        builder.output("second" + i, second.get(i));
        builder.output("theirs" + i, theirs[i]);
        if (theirSecond.length > 0 && !theirSecond[i].isClosed()) {
          builder.output("theirSecond" + i, theirSecond[i]);
        }
      }
      builder.output("value", value).output("slope", slope);
      FiniteDifferences check = new FiniteDifferences(what, builder.build(), inputs);
      check.hold("value", "first");
      check.hold("slope", "second");
      for (int i = 0; i < inputs.length; i++) {
        check.same("first" + i, "theirs" + i);
        if (theirSecond.length > 0 && !theirSecond[i].isClosed()) {
          check.same("second" + i, "theirSecond" + i);
        }
      }
    }
  }

  /** Every element of every gradient against the difference of what it is the gradient of. */
  private void hold(String of, String gradient) {
    run();
    double[][] analytic = new double[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      analytic[i] = doubles(gradient + i);
    }
    for (int i = 0; i < inputs.length; i++) {
      for (int k = 0; k < inputs[i].length; k++) {
        double at = inputs[i][k];
        inputs[i][k] = at + what.step;
        run();
        double above = doubles(of)[0];
        inputs[i][k] = at - what.step;
        run();
        double below = doubles(of)[0];
        inputs[i][k] = at;
        double difference = (above - below) / (2 * what.step);
        assertThat(analytic[i][k])
            .as("%s order gradient of %s by element %s of input %s", gradient, what.name, k, i)
            .isCloseTo(difference, offset(what.tolerance * (1 + Math.abs(difference))));
      }
    }
    run();
  }

  private void same(String ours, String theirs) {
    assertThat(doubles(ours))
        .as("of %s: %s", what.name, theirs)
        .usingElementComparator(
            (a, b) -> Math.abs(a - b) <= what.tolerance * (1 + Math.abs(b)) ? 0 : 1)
        .containsExactly(doubles(theirs));
  }

  private void run() {
    for (int i = 0; i < inputs.length; i++) {
      DoubleBuffer memory = endpoint.input("x" + i).asDoubleBuffer();
      memory.put(0, inputs[i]);
    }
    endpoint.run();
  }

  private double[] doubles(String output) {
    ByteBuffer bytes = endpoint.resultBytes(output);
    double[] copy = new double[bytes.capacity() / Double.BYTES];
    bytes.asDoubleBuffer().get(0, copy);
    return copy;
  }

  private static Operand<TFloat64> weighted(
      Scope scope, Random random, List<Operand<TFloat64>> parts) {
    Ops tf = scope.tf();
    List<Operand<TFloat64>> sums = new ArrayList<>();
    for (Operand<TFloat64> part : parts) {
      double[] weights = random.doubles(part.shape().size(), 0.5, 1.5).toArray();
      Operand<TFloat64> constant = tf.constant(part.shape(), DataBuffers.of(weights));
      int[] axes = new int[part.shape().numDimensions()];
      Arrays.setAll(axes, axis -> axis);
      sums.add(tf.sum(tf.math.mul(part, constant), tf.constant(axes)));
    }
    return tf.math.addN(sums);
  }

  /** None where TensorFlow finds that y does not depend on an input at all. */
  private static Output<?>[] tensorFlows(
      Scope scope, Operand<TFloat64> y, List<? extends Operand<? extends TType>> xs) {
    Output<?>[] by = xs.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    try {
      return ((Graph) scope.tf().scope().env())
          .addGradients(null, new Output<?>[] {y.asOutput()}, by, null);
    } catch (TFInvalidArgumentException e) {
      assertThat(e).hasMessageContaining("unreachable");
      return new Output<?>[0];
    }
  }
}
