package palestra.networks.bodies;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.EncoderLayer;
import palestra.networks.layers.LayerNorm;
import palestra.networks.layers.LearnedPositions;
import palestra.networks.layers.Recurrent;
import palestra.networks.layers.Rows;

/** What bodies over sequences share. */
final class Sequences {
  private static final double DEVIATION = 0.02;

  private Sequences() {}

  static void check(String body, long... shape) {
    if (shape.length != 2) {
      throw new IllegalArgumentException(
          body + " goes over sequences [time, features], not " + Arrays.toString(shape));
    }
  }

  static void checkTransformer(String body, int width, int layers, int heads, double dropout) {
    Checks.atLeast(body + ": width", width, 1);
    Checks.atLeast(body + ": layers", layers, 1);
    Checks.atLeast(body + ": heads", heads, 1);
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "%s: width must be a multiple of heads, but is %d with %d heads"
              .formatted(body, width, heads));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(body + ": dropout must be in [0, 1), but is " + dropout);
    }
  }

  /** Recurrent layers over {@code [batch, time, features]}; what the last one says at the end. */
  static Operand<TFloat32> recurrent(
      Scope scope, Operand<TFloat32> x, List<? extends Recurrent> layers) {
    Ops tf = scope.tf();
    Operand<TFloat32> h = tf.linalg.transpose(x, tf.constant(new int[] {1, 0, 2}));
    int time = Math.toIntExact(x.shape().get(1));
    int batch = Math.toIntExact(x.shape().get(0));
    Operand<TFloat32> starts = tf.constant(new float[time][batch]);
    for (int i = 0; i < layers.size(); i++) {
      Recurrent layer = layers.get(i);
      Operand<TFloat32> nothing = tf.constant(new float[batch][layer.stateSize()]);
      h = layer.apply(scope.child("layer" + i), h, nothing, starts).outputs();
      scope.stage("layer" + i, h);
    }
    List<? extends Operand<TFloat32>> steps = tf.unstack(h, (long) time).output();
    Operand<TFloat32> last = steps.get(time - 1);
    scope.stage("out", last);
    return last;
  }

  /**
   * A transformer's encoder over {@code [batch, time, n]}: to the width, one learned step more in
   * front whose end speaks for the sequence, positions, blocks, a last normalisation.
   */
  static Operand<TFloat32> encoded(
      Scope scope, Operand<TFloat32> x, int width, int layers, int heads, double dropout) {
    Ops tf = scope.tf();
    long batch = x.shape().get(0);
    long time = x.shape().get(1);
    Operand<TFloat32> steps =
        Rows.apply(
            scope.child("in"), new Dense(width, Activation.LINEAR, Initializer.glorotUniform()), x);
    Operand<TFloat32> front =
        tf.broadcastTo(
            scope.variable("front", Shape.of(1, 1, width), Initializer.normal(DEVIATION)),
            tf.constant(new int[] {(int) batch, 1, width}));
    Operand<TFloat32> h = tf.concat(List.of(front, steps), tf.constant(1));
    h = new LearnedPositions().apply(scope.child("positions"), h);
    scope.stage("in", h);
    for (int i = 0; i < layers; i++) {
      h = new EncoderLayer(heads, 4 * width, dropout).apply(scope.child("block" + i), h);
      scope.stage("block" + i, h);
    }
    int[] sizes = {1, (int) time};
    Operand<TFloat32> first =
        tf.reshape(
            tf.splitV(h, tf.constant(sizes), tf.constant(1), 2L).output().get(0),
            tf.constant(new long[] {batch, width}));
    Operand<TFloat32> y = new LayerNorm().apply(scope.child("norm"), first);
    scope.stage("out", y);
    return y;
  }
}
