package palestra.networks.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/** What recurrent layers share: the way over time, step by step, and how their weights start. */
final class Unrolled {
  private final int time;
  private final int batch;
  private final Ops tf;
  private final List<Operand<TFloat32>> keep;

  Unrolled(
      Recurrent layer,
      Scope scope,
      Operand<TFloat32> x,
      Operand<TFloat32> state,
      Operand<TFloat32> starts) {
    requireShapes(layer, x, state, starts);
    this.tf = scope.tf();
    this.time = Math.toIntExact(x.shape().get(0));
    this.batch = Math.toIntExact(x.shape().get(1));
    Operand<TFloat32> kept = tf.math.sub(tf.constant(1f), starts);
    this.keep = steps(tf.reshape(kept, tf.constant(new int[] {time * batch, 1})));
  }

  int time() {
    return time;
  }

  /** All steps below each other, {@code [time * batch, features]}, for one product for them all. */
  Operand<TFloat32> rows(Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new int[] {time * batch, Math.toIntExact(x.shape().get(2))}));
  }

  /** The steps of {@code [time * batch, n]}, each {@code [batch, n]}. */
  List<Operand<TFloat32>> steps(Operand<TFloat32> rows) {
    if (time == 1) {
      return List.of(rows);
    }
    return new ArrayList<>(tf.split(tf.constant(0), rows, (long) time).output());
  }

  /** What is remembered at a step: nothing where an episode starts there. */
  Operand<TFloat32> remembered(int step, Operand<TFloat32> value) {
    return tf.math.mul(value, keep.get(step));
  }

  /** The outputs of all steps, {@code [time, batch, units]}. */
  Operand<TFloat32> together(List<Operand<TFloat32>> outputs) {
    return tf.stack(outputs);
  }

  /** PyTorch's start of every weight and bias of a recurrent layer. */
  static Initializer start(int units) {
    return Initializer.uniform((float) (1 / Math.sqrt(units)));
  }

  static void requireUnits(String layer, int units) {
    if (units < 1) {
      throw new IllegalArgumentException(layer + " needs at least 1 unit, not " + units);
    }
  }

  private static void requireShapes(
      Recurrent layer, Operand<TFloat32> x, Operand<TFloat32> state, Operand<TFloat32> starts) {
    if (x.shape().numDimensions() != 3 || x.shape().hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "a recurrent layer goes over [time, batch, features], all known, not " + x.shape());
    }
    long[] rows = {x.shape().get(1), layer.stateSize()};
    if (!Arrays.equals(state.shape().asArray(), rows)) {
      throw new IllegalArgumentException(
          "the state must be [batch, stateSize] = %s, not %s"
              .formatted(Arrays.toString(rows), state.shape()));
    }
    long[] steps = {x.shape().get(0), x.shape().get(1)};
    if (!Arrays.equals(starts.shape().asArray(), steps)) {
      throw new IllegalArgumentException(
          "the episode starts must be [time, batch] = %s, not %s"
              .formatted(Arrays.toString(steps), starts.shape()));
    }
  }
}
