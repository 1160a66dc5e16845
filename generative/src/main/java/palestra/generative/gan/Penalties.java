package palestra.generative.gan;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;
import palestra.networks.losses.Losses;

/**
 * What is added to the discriminator's loss so that it stays smooth, by the gradient of what it
 * says with respect to what it sees, in the units of the data. Means over packs.
 */
final class Penalties {
  /** Where a gradient is zero its norm has no slope; this gives it one. */
  private static final float TINY = 1e-12f;

  private Penalties() {}

  /** What the discriminator says of samples: {@code [packs, 1]}. */
  @FunctionalInterface
  interface Critic {
    Operand<TFloat32> judge(Operand<TFloat32> samples);
  }

  /**
   * {@code (|grad d(x)| - 1)^2} at {@code x = e real + (1 - e) fake} (Gulrajani et al. 2017,
   * equation 3).
   *
   * @param e evenly from [0, 1), the same for all of a pack: {@code [batch, 1, ..]}
   */
  static Operand<TFloat32> gradientPenalty(
      Scope scope,
      Critic critic,
      Operand<TFloat32> real,
      Operand<TFloat32> fake,
      Operand<TFloat32> e,
      int packing) {
    Ops tf = scope.tf();
    Operand<TFloat32> fixed = tf.stopGradient(fake);
    Operand<TFloat32> between = tf.math.add(fixed, tf.math.mul(e, tf.math.sub(real, fixed)));
    Operand<TFloat32> square = squaredNorms(scope, critic, between, packing);
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.add(square, tf.constant(TINY)));
    return Losses.mean(scope, tf.math.square(tf.math.sub(norm, tf.constant(1f))));
  }

  /** {@code |grad d(x)|^2 / 2} at real packs (Mescheder et al. 2018, equation 9, without gamma). */
  static Operand<TFloat32> r1(Scope scope, Critic critic, Operand<TFloat32> real, int packing) {
    Ops tf = scope.tf();
    Operand<TFloat32> seen = tf.identity(real);
    Operand<TFloat32> square = squaredNorms(scope, critic, seen, packing);
    return tf.math.mul(tf.constant(0.5f), Losses.mean(scope, square));
  }

  /** {@code |grad d|^2} of each pack: {@code [packs]}. */
  private static Operand<TFloat32> squaredNorms(
      Scope scope, Critic critic, Operand<TFloat32> samples, int packing) {
    Ops tf = scope.tf();
    Operand<TFloat32> sum = tf.sum(critic.judge(samples), tf.constant(new int[] {0, 1}));
    Operand<TFloat32> gradient = Gradients.of(scope, sum, List.of(samples)).get(0);
    long packs = samples.shape().get(0) / packing;
    Operand<TFloat32> rows = Players.reshaped(tf, gradient, packs, samples.shape().size() / packs);
    return tf.sum(tf.math.square(rows), tf.constant(1));
  }
}
