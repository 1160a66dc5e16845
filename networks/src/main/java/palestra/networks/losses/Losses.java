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
    Ops tf = scope.tf();
    Operand<TFloat32> error = tf.math.sub(predictions, targets);
    Operand<TFloat32> limit = tf.constant((float) delta);
    // With c = e clipped to [-delta, delta], both branches are c (e - c / 2), and c itself is the
    // derivative: held constant, it needs few cheap nodes on the way back.
    Operand<TFloat32> clipped =
        tf.stopGradient(tf.math.minimum(tf.math.maximum(error, tf.math.neg(limit)), limit));
    Operand<TFloat32> half = tf.math.mul(tf.constant(0.5f), clipped);
    return mean(scope, tf.math.mul(clipped, tf.math.sub(error, half)));
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
