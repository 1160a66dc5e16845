package palestra.generative.vae;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.generative.data.Data;
import palestra.networks.Scope;
import palestra.networks.distributions.Bernoulli;

/** How an example is distributed around what the decoder gives. */
public enum Likelihood {
  /** {@link #BERNOULLI} for pictures, {@link #GAUSSIAN} for points. */
  AUTO,
  /** Each pixel is on or off, independently, with the probability {@code sigmoid(decoded)}. */
  BERNOULLI,
  /** Each number is normal around the decoder's, all with the same deviation. */
  GAUSSIAN;

  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  /** The one that these data get. */
  Likelihood of(Data data) {
    return this != AUTO ? this : data.pictures() ? BERNOULLI : GAUSSIAN;
  }

  /** {@code log p(x | z)} in nats of each row of {@code [rows, n]}. */
  Operand<TFloat32> logProbability(
      Scope scope, Operand<TFloat32> x, Operand<TFloat32> decoded, Operand<TFloat32> logSigma) {
    return this == BERNOULLI
        ? new Bernoulli(decoded).logProbability(scope, x)
        : gaussian(scope.tf(), x, decoded, logSigma);
  }

  /** {@code -|x - mu|^2 / (2 sigma^2) - n (log sigma + log(2 pi) / 2)}. */
  private static Operand<TFloat32> gaussian(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> mean, Operand<TFloat32> logSigma) {
    float n = x.shape().get(1);
    Operand<TFloat32> squares = tf.sum(tf.math.square(tf.math.sub(x, mean)), tf.constant(1));
    Operand<TFloat32> precision = tf.math.exp(tf.math.mul(logSigma, tf.constant(-2f)));
    Operand<TFloat32> normaliser =
        tf.math.mul(tf.constant(n), tf.math.add(logSigma, tf.constant((float) HALF_LOG_2_PI)));
    return tf.math.neg(
        tf.math.add(tf.math.mul(tf.math.mul(squares, tf.constant(0.5f)), precision), normaliser));
  }
}
