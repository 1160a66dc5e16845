package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/** Ways from nodes to a whole graph, over what is no padding; 0 where all of it is padding. */
public enum GraphPooling {
  /** The nodes' mean: whatever the graph's size. */
  MEAN,
  /** Their sum: grows with the graph, and so can count (Xu et al. 2019). */
  SUM,
  /** The largest of each feature: whether it occurs. */
  MAX;

  private static final float LOW = 1e9f;

  /**
   * Adds it.
   *
   * @param nodes {@code [batch, nodes, n]}
   * @param mask {@code [batch, nodes]}, 1 for a node, 0 for padding
   * @return {@code [batch, n]}
   */
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> nodes, Operand<TFloat32> mask) {
    Ops tf = scope.tf();
    long batch = nodes.shape().get(0);
    long n = nodes.shape().get(1);
    Operand<TFloat32> kept = tf.reshape(mask, tf.constant(new long[] {batch, n, 1}));
    Operand<TFloat32> count =
        tf.reshape(tf.sum(mask, tf.constant(1)), tf.constant(new long[] {batch, 1}));
    return switch (this) {
      case SUM -> tf.sum(tf.math.mul(nodes, kept), tf.constant(1));
      case MEAN ->
          tf.math.div(
              tf.sum(tf.math.mul(nodes, kept), tf.constant(1)),
              tf.math.maximum(count, tf.constant(1f)));
      case MAX -> {
        Operand<TFloat32> lowered =
            tf.math.sub(
                tf.math.mul(nodes, kept),
                tf.math.mul(tf.math.sub(tf.constant(1f), kept), tf.constant(LOW)));
        yield tf.math.mul(tf.max(lowered, tf.constant(1)), tf.math.minimum(count, tf.constant(1f)));
      }
    };
  }
}
