package palestra.networks.distributions;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Independent normal variables, each pressed into (-1, 1) by a hyperbolic tangent: the policy of
 * soft actor-critics (Haarnoja et al. 2018, appendix C).
 *
 * <p>{@code a = tanh(u)}, {@code u = mean + exp(logStd) noise}, and so {@code log p(a) = sum(log
 * N(u) - log(1 - tanh(u)^2))}. The last term is computed as {@code 2 (log 2 - u - softplus(-2 u))},
 * which is the same and stays finite where the tangent is 1 to the last bit.
 *
 * @param mean of the normal variables, {@code [batch, n]}
 * @param logStd logarithm of their deviations, {@code [batch, n]}
 */
public record SquashedGaussian(Operand<TFloat32> mean, Operand<TFloat32> logStd) {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /**
   * The normal variables of some noise, not yet squashed; gradients flow to mean and deviation.
   *
   * @param noise standard normal numbers, {@code [batch, n]}
   */
  public Operand<TFloat32> unsquashed(Scope scope, Operand<TFloat32> noise) {
    Ops tf = scope.tf();
    return tf.math.add(mean, tf.math.mul(tf.math.exp(logStd), noise));
  }

  /** What normal variables are squashed to, {@code tanh(u)}. */
  public Operand<TFloat32> squashed(Scope scope, Operand<TFloat32> unsquashed) {
    return scope.tf().math.tanh(unsquashed);
  }

  /** The squashed mean: what half of all draws lie below, element by element. */
  public Operand<TFloat32> mode(Scope scope) {
    return squashed(scope, mean);
  }

  /**
   * Log-density of {@code tanh(u)} where {@code u} came from this very distribution, {@code
   * [batch]}.
   *
   * @param noise that {@code u} was made of: known, it needs no division and no cancelling
   * @param unsquashed {@code u}
   */
  public Operand<TFloat32> logProbability(
      Scope scope, Operand<TFloat32> noise, Operand<TFloat32> unsquashed) {
    Ops tf = scope.tf();
    // Per element: -noise^2/2 - logStd - log(2 pi)/2 - 2 log 2 + 2 u + 2 softplus(-2 u).
    Operand<TFloat32> two = tf.constant(2f);
    Operand<TFloat32> fixed =
        tf.math.add(
            tf.math.mul(tf.constant(-0.5f), tf.math.square(noise)),
            tf.constant((float) (-HALF_LOG_TWO_PI - 2 * Math.log(2))));
    Operand<TFloat32> twice = tf.math.mul(two, unsquashed);
    Operand<TFloat32> pressed =
        tf.math.add(twice, tf.math.mul(two, tf.math.softplus(tf.math.neg(twice))));
    Operand<TFloat32> each = tf.math.add(fixed, tf.math.sub(pressed, logStd));
    return tf.sum(each, tf.constant(-1));
  }

  /** Log-density of {@code tanh(u)} for any {@code u}, {@code [batch]}. */
  public Operand<TFloat32> logProbability(Scope scope, Operand<TFloat32> unsquashed) {
    Ops tf = scope.tf();
    Operand<TFloat32> noise = tf.math.div(tf.math.sub(unsquashed, mean), tf.math.exp(logStd));
    return logProbability(scope, noise, unsquashed);
  }
}
