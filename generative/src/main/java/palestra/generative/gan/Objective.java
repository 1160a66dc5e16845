package palestra.generative.gan;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;

/**
 * What the two players minimise, {@code d(x)} being what the discriminator says of a pack: a logit,
 * or a plain number. Means over packs.
 */
public enum Objective {
  /**
   * {@code D: -log s(d(x)) - log(1 - s(d(G(z))))}, {@code G: -log s(d(G(z)))}, {@code s} the
   * logistic function: strong gradients while the discriminator wins (Goodfellow et al. 2014).
   */
  NON_SATURATING,
  /**
   * The same for the discriminator, {@code G: log(1 - s(d(G(z))))}: the game's own zero-sum
   * objective, whose gradients vanish where the discriminator wins (Goodfellow et al. 2014).
   */
  SATURATING,
  /**
   * {@code D: (d(x) - 1)^2 / 2 + d(G(z))^2 / 2}, {@code G: (d(G(z)) - 1)^2 / 2} (Mao et al. 2016,
   * equation 9).
   */
  LEAST_SQUARES,
  /**
   * {@code D: d(G(z)) - d(x)}, {@code G: -d(G(z))} (Arjovsky et al. 2017): for a discriminator that
   * is kept smooth, by clipping, a penalty or its norm.
   */
  WASSERSTEIN,
  /**
   * {@code D: max(0, 1 - d(x)) + max(0, 1 + d(G(z)))}, {@code G: -d(G(z))} (Lim and Ye 2017; Miyato
   * et al. 2018, equations 16 and 17).
   */
  HINGE;

  /**
   * The discriminator's loss.
   *
   * @param judged what it says of real packs and, below them, of as many fake ones
   * @param signs 1 for each real one, -1 for each fake one, of the same shape
   */
  Operand<TFloat32> discriminator(Scope scope, Operand<TFloat32> judged, Operand<TFloat32> signs) {
    Ops tf = scope.tf();
    Operand<TFloat32> right = tf.math.mul(signs, judged);
    return switch (this) {
      case NON_SATURATING, SATURATING -> twice(scope, tf.math.softplus(tf.math.neg(right)));
      // (d - 1)^2 / 2 and d^2 / 2, as (d - (1 + sign) / 2)^2 / 2.
      case LEAST_SQUARES -> {
        Operand<TFloat32> half = tf.constant(0.5f);
        Operand<TFloat32> aim = tf.math.add(half, tf.math.mul(half, signs));
        yield Losses.mean(scope, tf.math.square(tf.math.sub(judged, aim)));
      }
      case WASSERSTEIN -> twice(scope, tf.math.neg(right));
      case HINGE -> twice(scope, tf.nn.relu(tf.math.sub(tf.constant(1f), right)));
    };
  }

  /**
   * The generator's loss.
   *
   * @param judged what the discriminator says of fake packs
   */
  Operand<TFloat32> generator(Scope scope, Operand<TFloat32> judged) {
    Ops tf = scope.tf();
    Operand<TFloat32> each =
        switch (this) {
          case NON_SATURATING -> tf.math.softplus(tf.math.neg(judged));
          case SATURATING -> tf.math.neg(tf.math.softplus(judged));
          case LEAST_SQUARES ->
              tf.math.mul(tf.constant(0.5f), tf.math.square(tf.math.sub(judged, tf.constant(1f))));
          case WASSERSTEIN, HINGE -> tf.math.neg(judged);
        };
    return Losses.mean(scope, each);
  }

  /** The mean over real packs and that over fake ones, which are as many, together. */
  private static Operand<TFloat32> twice(Scope scope, Operand<TFloat32> each) {
    return scope.tf().math.mul(scope.tf().constant(2f), Losses.mean(scope, each));
  }

  /** What the discriminator says of a pack that it takes for real as much as for fake. */
  double border() {
    return this == LEAST_SQUARES ? 0.5 : 0;
  }
}
