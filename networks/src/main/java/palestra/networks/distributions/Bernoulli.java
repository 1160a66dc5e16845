package palestra.networks.distributions;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Independent switches, each on with the probability {@code sigmoid(logit)}.
 *
 * @param logits {@code [batch, n]}
 */
public record Bernoulli(Operand<TFloat32> logits) implements Distribution {

  /**
   * Log-probability of switches: {@code sum(t x - softplus(x))}.
   *
   * @param taken {@code float32 [batch, n]} of 1 (on) and 0
   */
  @Override
  public Operand<TFloat32> logProbability(Scope scope, Operand<?> taken) {
    Ops tf = scope.tf();
    Operand<TFloat32> on = tf.math.mul(taken.asOutput().expect(TFloat32.class), logits);
    return tf.sum(tf.math.sub(on, tf.math.softplus(logits)), tf.constant(-1));
  }

  /** {@code sum(softplus(x) - x sigmoid(x))}. */
  @Override
  public Operand<TFloat32> entropy(Scope scope) {
    Ops tf = scope.tf();
    Operand<TFloat32> mean = tf.math.mul(logits, tf.math.sigmoid(logits));
    return tf.sum(tf.math.sub(tf.math.softplus(logits), mean), tf.constant(-1));
  }

  /** The logits. */
  @Override
  public Operand<TFloat32> parameters(Scope scope) {
    return logits;
  }

  /** The probability of one switch to be on, its logit at {@code index}. */
  public static double probability(FloatBuffer logits, int index) {
    return 1 / (1 + Math.exp(-(double) logits.get(index)));
  }

  /** The log-probability of one switch to be on or off. */
  public static double logProbability(FloatBuffer logits, int index, boolean on) {
    double x = logits.get(index);
    return -softplus(on ? -x : x);
  }

  /** The entropy of one switch, in nats. */
  public static double entropy(FloatBuffer logits, int index) {
    double x = logits.get(index);
    return softplus(x) - x * probability(logits, index);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
