package palestra.networks.losses;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Scope;

/** Losses as scalars: means over all elements. */
public final class Losses {
  private Losses() {}

  /** {@code mean((a - b)^2)}. */
  public static Operand<TFloat32> meanSquaredError(
      Scope scope, Operand<TFloat32> predictions, Operand<TFloat32> targets) {
    Ops tf = scope.tf();
    return mean(scope, tf.math.square(tf.math.sub(predictions, targets)));
  }

  /**
   * Huber's loss (Huber 1964), Stable-Baselines3's {@code smooth_l1_loss} at delta 1: {@code e^2 /
   * 2} where {@code |e| <= delta}, {@code delta (|e| - delta / 2)} elsewhere. Differentiable once.
   */
  public static Operand<TFloat32> huber(
      Scope scope, Operand<TFloat32> predictions, Operand<TFloat32> targets, double delta) {
    return mean(scope, huberTerms(scope, predictions, targets, delta));
  }

  /** {@link #huber} of every element, not yet averaged: for losses that weigh their terms. */
  public static Operand<TFloat32> huberTerms(
      Scope scope, Operand<TFloat32> predictions, Operand<TFloat32> targets, double delta) {
    Ops tf = scope.tf();
    Operand<TFloat32> error = tf.math.sub(predictions, targets);
    Operand<TFloat32> limit = tf.constant((float) delta);
    // With c = e clipped to [-delta, delta], both branches are c (e - c / 2), and c itself is the
    // derivative: held constant, it needs few cheap nodes on the way back.
    Operand<TFloat32> clipped =
        tf.stopGradient(tf.math.minimum(tf.math.maximum(error, tf.math.neg(limit)), limit));
    Operand<TFloat32> half = tf.math.mul(tf.constant(0.5f), clipped);
    return tf.math.mul(clipped, tf.math.sub(error, half));
  }

  /**
   * Quantile regression by Huber's loss (Dabney et al. 2018, equations 9 and 10): {@code sum_i
   * mean_j |tau_i - 1(u_ij < 0)| H(u_ij) / kappa} with {@code u_ij = target_j - quantile_i} and
   * {@code H} Huber's loss at kappa. Differentiable once, by the quantiles; targets are constants.
   *
   * @param quantiles {@code [batch, n]}, that of the i-th share in column i
   * @param shares the n shares tau, ascending
   * @param targets {@code [batch, m]}, equally probable samples
   * @return {@code [batch]}
   */
  public static Operand<TFloat32> quantileHuber(
      Scope scope,
      Operand<TFloat32> quantiles,
      float[] shares,
      Operand<TFloat32> targets,
      double kappa) {
    Ops tf = scope.tf();
    Operand<TFloat32> held = tf.stopGradient(quantiles);
    Operand<TFloat32> u =
        tf.math.sub(
            tf.expandDims(tf.stopGradient(targets), tf.constant(1)),
            tf.expandDims(held, tf.constant(2)));
    Operand<TFloat32> clipped =
        tf.clipByValue(u, tf.constant((float) -kappa), tf.constant((float) kappa));
    Operand<TFloat32> asymmetry =
        tf.select(
            tf.math.less(u, tf.constant(0f)),
            tf.constant(column(shares, true)),
            tf.constant(column(shares, false)));
    Operand<TFloat32> slopes =
        tf.math.mul(asymmetry, tf.math.mul(clipped, tf.constant((float) (1 / kappa))));
    Operand<TFloat32> half = tf.math.mul(tf.constant(0.5f), clipped);
    Operand<TFloat32> terms = tf.math.mul(slopes, tf.math.sub(u, half));
    Operand<TFloat32> value = tf.sum(tf.math.mean(terms, tf.constant(2)), tf.constant(1));
    // The slope by each quantile is at hand, so that no [n, m] table is needed on the way back.
    Operand<TFloat32> slope = tf.math.mean(slopes, tf.constant(2));
    Operand<TFloat32> carrier = tf.math.mul(slope, tf.math.sub(held, quantiles));
    return tf.math.add(value, tf.sum(carrier, tf.constant(1)));
  }

  private static float[][][] column(float[] shares, boolean negative) {
    float[][][] column = new float[1][shares.length][1];
    for (int i = 0; i < shares.length; i++) {
      column[0][i][0] = negative ? 1 - shares[i] : shares[i];
    }
    return column;
  }

  /**
   * Binary cross-entropy of {@code sigmoid(logits)}: {@code -t log p - (1 - t) log(1 - p)},
   * computed as {@code softplus(x) - t x}, which overflows nowhere.
   */
  public static Operand<TFloat32> binaryCrossEntropy(
      Scope scope, Operand<TFloat32> logits, Operand<TFloat32> targets) {
    Ops tf = scope.tf();
    return mean(scope, tf.math.sub(tf.math.softplus(logits), tf.math.mul(targets, logits)));
  }

  /**
   * Categorical cross-entropy of {@code softmax(logits)}.
   *
   * @param logits {@code [batch, n]}
   * @param classes {@code [batch]}, from 0 to n - 1
   */
  public static Operand<TFloat32> categoricalCrossEntropy(
      Scope scope, Operand<TFloat32> logits, Operand<TInt64> classes) {
    return mean(scope, scope.tf().nn.sparseSoftmaxCrossEntropyWithLogits(logits, classes).loss());
  }

  /** The mean over all axes. */
  public static Operand<TFloat32> mean(Scope scope, Operand<TFloat32> x) {
    int[] axes = new int[x.shape().numDimensions()];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i;
    }
    return scope.tf().math.mean(x, scope.tf().constant(axes));
  }
}
