package palestra.networks.distributions;

import java.nio.FloatBuffer;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Independent normal distributions.
 *
 * @param mean {@code [batch, n]}
 * @param logStd logarithms of the standard deviations: {@code [n]}, the same for all rows, or
 *     {@code [batch, n]}
 */
public record DiagonalGaussian(Operand<TFloat32> mean, Operand<TFloat32> logStd)
    implements Distribution {
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /**
   * Log-density: {@code -sum(((t - mean) / std)^2 / 2 + logStd + log(2 pi) / 2)}.
   *
   * @param taken {@code float32 [batch, n]}
   */
  @Override
  public Operand<TFloat32> logProbability(Scope scope, Operand<?> taken) {
    Ops tf = scope.tf();
    Operand<TFloat32> off = tf.math.sub(taken.asOutput().expect(TFloat32.class), mean);
    Operand<TFloat32> z = tf.math.mul(off, tf.math.exp(tf.math.neg(logStd)));
    Operand<TFloat32> squares =
        tf.math.mul(tf.constant(-0.5f), tf.sum(tf.math.square(z), tf.constant(-1)));
    return tf.math.sub(squares, volume(tf, HALF_LOG_TWO_PI));
  }

  /** {@code sum(logStd + (log(2 pi) + 1) / 2)}. */
  @Override
  public Operand<TFloat32> entropy(Scope scope) {
    Ops tf = scope.tf();
    Operand<TFloat32> each = volume(tf, HALF_LOG_TWO_PI + 0.5);
    return each.shape().numDimensions() == 1
        ? each
        : tf.broadcastTo(each, tf.constant(new int[] {(int) mean.shape().get(0)}));
  }

  /** {@code sum(logStd + constant)}: one number, or one for each row. */
  private Operand<TFloat32> volume(Ops tf, double constant) {
    float all = (float) (constant * mean.shape().get(1));
    return tf.math.add(tf.sum(logStd, tf.constant(-1)), tf.constant(all));
  }

  /** Means, then logarithms of the deviations, {@code [batch, 2 n]}. */
  @Override
  public Operand<TFloat32> parameters(Scope scope) {
    Ops tf = scope.tf();
    int[] shape = {(int) mean.shape().get(0), (int) mean.shape().get(1)};
    Operand<TFloat32> rows =
        logStd.shape().numDimensions() == 2 ? logStd : tf.broadcastTo(logStd, tf.constant(shape));
    return tf.concat(List.of(mean, rows), tf.constant(1));
  }

  /** One number of a row's mean. */
  public static double mean(FloatBuffer parameters, int row, int n, int i) {
    return parameters.get(2 * n * row + i);
  }

  /**
   * Draws one number of a row.
   *
   * @param normal drawn from the standard normal distribution
   */
  public static double sample(FloatBuffer parameters, int row, int n, int i, double normal) {
    return mean(parameters, row, n, i) + Math.exp(logStd(parameters, row, n, i)) * normal;
  }

  /** The log-density of one number of a row. */
  public static double logProbability(FloatBuffer parameters, int row, int n, int i, double taken) {
    double logStd = logStd(parameters, row, n, i);
    double z = (taken - mean(parameters, row, n, i)) * Math.exp(-logStd);
    return -0.5 * z * z - logStd - HALF_LOG_TWO_PI;
  }

  /** Entropy of one row, in nats. */
  public static double entropy(FloatBuffer parameters, int row, int n) {
    double entropy = 0;
    for (int i = 0; i < n; i++) {
      entropy += logStd(parameters, row, n, i) + HALF_LOG_TWO_PI + 0.5;
    }
    return entropy;
  }

  private static double logStd(FloatBuffer parameters, int row, int n, int i) {
    return parameters.get(2 * n * row + n + i);
  }
}
