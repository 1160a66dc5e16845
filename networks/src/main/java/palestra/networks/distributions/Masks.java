package palestra.networks.distributions;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Invalid action masking (Huang and Ontanon 2020, "A closer look at invalid action masking in
 * policy gradient algorithms"): what is forbidden gets so low a logit that its probability is
 * exactly 0, and so are its share of the entropy and its gradient.
 */
public final class Masks {
  /** As low as in the paper's program and sb3-contrib; finite, so that 0 times it is 0. */
  static final float FORBIDDEN = -1e8f;

  private Masks() {}

  /**
   * The logits of a choice among what is allowed.
   *
   * @param logits {@code [batch, n]}
   * @param masks {@code [batch, n]}, 1 for what is allowed, 0 for what is not; at least one of a
   *     choice's is 1
   */
  public static Operand<TFloat32> apply(
      Scope scope, Operand<TFloat32> logits, Operand<TFloat32> masks) {
    Ops tf = scope.tf();
    Operand<TFloat32> forbidden = tf.math.sub(tf.constant(1f), masks);
    return tf.math.add(logits, tf.math.mul(tf.constant(FORBIDDEN), forbidden));
  }
}
