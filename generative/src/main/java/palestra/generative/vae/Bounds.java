package palestra.generative.vae;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.generative.vae.Networks.Posterior;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;

/**
 * What the evidence of examples is bounded by (Kingma and Welling 2013, appendix B; Burda et al.
 * 2015, equation 8): {@code q(z|x)} and {@code p(z)} are normal.
 */
final class Bounds {
  private Bounds() {}

  /** {@code KL(q(z|x) || p(z)) = 1/2 sum(mu^2 + sigma^2 - 1 - log sigma^2)}, {@code [batch]}. */
  static Operand<TFloat32> divergence(Scope scope, Posterior q) {
    Ops tf = scope.tf();
    Operand<TFloat32> excess =
        tf.math.sub(
            tf.math.add(tf.math.square(q.mean()), tf.math.exp(q.logVariance())),
            tf.math.add(q.logVariance(), tf.constant(1f)));
    return tf.math.mul(tf.constant(0.5f), tf.sum(excess, tf.constant(1)));
  }

  /** {@code log p(z) - log q(z|x) = 1/2 sum(epsilon^2 + log sigma^2 - z^2)}, {@code [k batch]}. */
  static Operand<TFloat32> logRatio(
      Scope scope, Posterior q, Operand<TFloat32> z, Operand<TFloat32> epsilon, int k) {
    Ops tf = scope.tf();
    Operand<TFloat32> logVariance = Networks.repeated(scope, q.logVariance(), k);
    Operand<TFloat32> terms =
        tf.math.sub(tf.math.add(tf.math.square(epsilon), logVariance), tf.math.square(z));
    return tf.math.mul(tf.constant(0.5f), tf.sum(terms, tf.constant(1)));
  }

  /** {@code -log 1/k sum_i exp(log p(x|z_i) + beta log(p(z_i) / q(z_i|x)))}, the batch's mean. */
  static Operand<TFloat32> importanceLoss(
      Scope scope,
      Operand<TFloat32> logLikelihood,
      Operand<TFloat32> logRatio,
      Operand<TFloat32> beta,
      int k) {
    Ops tf = scope.tf();
    long[] roundByExample = {k, logRatio.shape().get(0) / k};
    Operand<TFloat32> logWeights =
        tf.reshape(
            tf.math.add(logLikelihood, tf.math.mul(beta, logRatio)), tf.constant(roundByExample));
    Operand<TFloat32> largest = tf.stopGradient(tf.max(logWeights, tf.constant(0)));
    Operand<TFloat32> mean =
        tf.math.mean(tf.math.exp(tf.math.sub(logWeights, largest)), tf.constant(0));
    return tf.math.neg(Losses.mean(scope, tf.math.add(largest, tf.math.log(mean))));
  }
}
