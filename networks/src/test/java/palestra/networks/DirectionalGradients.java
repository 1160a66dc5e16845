package palestra.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.gradients.Gradients;

/**
 * Gradients of networks in single precision by each weight and each input, along random directions,
 * against a difference of fourth order: {@code (8 (f(h) - f(-h)) - f(2h) + f(-2h)) / 12 h}.
 *
 * <p>Weights that start near zero are moved away from there first. What comes out is weighted with
 * fixed random numbers and summed, so that a mistake in any element shows.
 */
public final class DirectionalGradients {
  private static final double STEP = 2e-2;

  /**
   * For networks that bend sharply, as normalisation does where all numbers are near each other.
   */
  public static final double SMALL_STEP = 2e-3;

  private DirectionalGradients() {}

  /**
   * Holds the gradients of a network by everything that it depends on.
   *
   * @param inputs shapes; the network gets random normal numbers of them
   */
  public static void hold(
      List<Shape> inputs, BiFunction<Scope, List<Operand<TFloat32>>, Operand<TFloat32>> network) {
    hold(STEP, inputs, network);
  }

  /** Likewise with another distance between the two points of a difference. */
  public static void hold(
      double step,
      List<Shape> inputs,
      BiFunction<Scope, List<Operand<TFloat32>>, Operand<TFloat32>> network) {
    try (Model model = new Model(Device.CPU, 11)) {
      Scope scope = model.scope();
      Ops tf = scope.tf();
      List<Operand<TFloat32>> xs = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        xs.add(scope.variable("input" + i, inputs.get(i), normal()));
      }
      Operand<TFloat32> y = network.apply(scope.child("network"), xs);
      Operand<TFloat32> loss = weightedSum(scope, y, new Random(5));
      List<Operand<TFloat32>> leaves = scope.trainable();
      List<Operand<TFloat32>> gradients = Gradients.of(scope, loss, leaves);
      Endpoint.Builder builder = model.endpoint("figure").output("loss", loss);
      for (int i = 0; i < leaves.size(); i++) {
        builder.output("gradient" + i, gradients.get(i));
      }
      Endpoint figure = builder.build();
      Endpoint.Builder setter = model.endpoint("set");
      for (int i = 0; i < leaves.size(); i++) {
        Operand<TFloat32> value =
            model.input("value" + i, TFloat32.class, leaves.get(i).shape().asArray());
        setter.input("value" + i, value).target(tf.assign(leaves.get(i), value));
      }
      Endpoint set = setter.build();
      Map<String, float[]> values = model.values();
      List<String> names = List.copyOf(model.trainableShapes().keySet());
      for (int i = 0; i < names.size(); i++) {
        set.feed("value" + i, awayFromZero(values.get(names.get(i))));
      }
      set.run();
      check(model, figure, set, step);
    }
  }

  private static void check(Model model, Endpoint figure, Endpoint set, double step) {
    List<String> names = List.copyOf(model.trainableShapes().keySet());
    Map<String, float[]> values = model.values();
    Random random = new Random(6);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      float[] base = values.get(name);
      figure.run();
      double slope = 0;
      float[] direction = new float[base.length];
      for (int k = 0; k < base.length; k++) {
        direction[k] = (float) (random.nextGaussian() / Math.sqrt(base.length));
        slope += direction[k] * (double) figure.result("gradient" + i).get(k);
      }
      int leaf = i;
      DoubleUnaryOperator along = by -> lossAt(figure, set, leaf, base, direction, by);
      double near = along.applyAsDouble(step) - along.applyAsDouble(-step);
      double far = along.applyAsDouble(2 * step) - along.applyAsDouble(-2 * step);
      set.feed("value" + leaf, base).run();
      double difference = (8 * near - far) / (12 * step);
      assertThat(slope)
          .as("gradient by %s", name)
          .isCloseTo(difference, within(1e-3 + 5e-3 * Math.abs(difference)));
    }
  }

  /** What starts at or near zero, such as biases, somewhere else: zeros hide mistakes. */
  private static float[] awayFromZero(float[] values) {
    for (float value : values) {
      if (Math.abs(value) > 0.2) {
        return values;
      }
    }
    float[] moved = randoms(new Random(values.length), values.length);
    for (int i = 0; i < moved.length; i++) {
      moved[i] *= 0.5f;
    }
    return moved;
  }

  private static double lossAt(
      Endpoint figure, Endpoint set, int leaf, float[] base, float[] direction, double by) {
    float[] moved = new float[base.length];
    for (int k = 0; k < base.length; k++) {
      moved[k] = (float) (base[k] + by * direction[k]);
    }
    set.feed("value" + leaf, moved).run();
    figure.run();
    return figure.result("loss").get(0);
  }

  /** Random normal first values. */
  public static Initializer normal() {
    return (tf, shape, seed) ->
        tf.constant(shape, DataBuffers.of(randoms(new Random(seed), (int) shape.size())));
  }

  /** The sum of all elements, each with a weight of its own. */
  public static Operand<TFloat32> weightedSum(Scope scope, Operand<TFloat32> y, Random random) {
    Ops tf = scope.tf();
    float[] weights = randoms(random, (int) y.shape().size());
    int[] axes = new int[y.shape().numDimensions()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    return tf.sum(
        tf.math.mul(y, tf.constant(y.shape(), DataBuffers.of(weights))), tf.constant(axes));
  }

  /** Standard normal numbers. */
  public static float[] randoms(Random random, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
