package palestra.networks.distributions;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Generalised state-dependent exploration, gSDE (Raffin, Kober, Stulp 2021, "Smooth exploration for
 * robotic reinforcement learning"): the noise is a linear function of what the policy's last layer
 * makes of the state, {@code E z}, with a matrix {@code E ~ N(0, std^2)} that is drawn anew only
 * every few steps. Between two draws the same state gets the same noise, so that a motor is pushed
 * rather than shaken.
 *
 * <p>Over all matrices the noise is normal with the variance {@code z^2 std^2} (equation 8), which
 * is what probabilities and entropy are of. As in Stable-Baselines3 nothing flows back through z
 * here: the features are learned for the mean alone.
 *
 * @param mean {@code [batch, n]}
 * @param latent z, {@code [batch, features]}
 * @param logStd logarithms of the matrix's deviations, {@code [features, n]}
 */
public record StateDependentNoise(
    Operand<TFloat32> mean, Operand<TFloat32> latent, Operand<TFloat32> logStd) {
  /** Keeps the variance above zero; Stable-Baselines3's. */
  private static final float EPSILON = 1e-6f;

  /** The distribution over all exploration matrices. */
  public DiagonalGaussian gaussian(Scope scope) {
    Ops tf = scope.tf();
    Operand<TFloat32> z = tf.stopGradient(latent);
    Operand<TFloat32> matrixVariance = tf.math.exp(tf.math.mul(tf.constant(2f), logStd));
    Operand<TFloat32> variance = tf.linalg.matMul(tf.math.square(z), matrixVariance);
    Operand<TFloat32> log = tf.math.log(tf.math.add(variance, tf.constant(EPSILON)));
    return new DiagonalGaussian(mean, tf.math.mul(tf.constant(0.5f), log));
  }

  /**
   * What certain matrices add to the mean.
   *
   * @param normals a matrix for each row, drawn from the standard normal distribution: {@code
   *     [batch, features, n]}
   * @return {@code [batch, n]}
   */
  public Operand<TFloat32> noise(Scope scope, Operand<TFloat32> normals) {
    Ops tf = scope.tf();
    long[] shape = {latent.shape().get(0), latent.shape().get(1), 1};
    Operand<TFloat32> matrices = tf.math.mul(normals, tf.math.exp(logStd));
    Operand<TFloat32> z = tf.reshape(latent, tf.constant(shape));
    return tf.sum(tf.math.mul(matrices, z), tf.constant(1));
  }
}
