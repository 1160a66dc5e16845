package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * What attention must not look at, as numbers that are added to its scores: 0 where it may look,
 * -1e9 where not, so that the weight there is exactly 0. Masks add up. A row that may look nowhere
 * looks everywhere alike, and is nothing to read.
 */
public final class AttentionMasks {
  private static final float NEVER = -1e9f;

  private AttentionMasks() {}

  /** No step looks at later ones: {@code [1, 1, time, time]}. */
  public static Operand<TFloat32> causal(Scope scope, int time) {
    float[] mask = new float[time * time];
    for (int query = 0; query < time; query++) {
      for (int key = query + 1; key < time; key++) {
        mask[query * time + key] = NEVER;
      }
    }
    return scope.tf().constant(Shape.of(1, 1, time, time), DataBuffers.of(mask));
  }

  /**
   * Nobody looks at padding: {@code [batch, 1, 1, time]}.
   *
   * @param keep {@code [batch, time]}, 1 where there is something, 0 where it is padding
   */
  public static Operand<TFloat32> padding(Scope scope, Operand<TFloat32> keep) {
    Ops tf = scope.tf();
    Operand<TFloat32> mask = tf.math.mul(tf.math.sub(tf.constant(1f), keep), tf.constant(NEVER));
    long[] shape = {keep.shape().get(0), 1, 1, keep.shape().get(1)};
    return tf.reshape(mask, tf.constant(shape));
  }
}
