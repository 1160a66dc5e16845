package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Dropout (Srivastava et al. 2014): in training each number is 0 with probability {@code rate} and
 * divided by {@code 1 - rate} else, so that its mean stays; outside training x passes. Applied
 * twice in one scope, it drops the same places in one run.
 *
 * <p>Seldom of use to an agent: what a policy did and what is learned from it differ by the noise.
 *
 * @param rate share of numbers that are dropped, in [0, 1)
 */
public record Dropout(double rate) implements Layer {

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: rate must be in [0, 1), but is " + rate);
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    if (!scope.training() || rate == 0) {
      return x;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> drawn = scope.uniform("dropout", x.shape());
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(drawn, tf.constant((float) rate)), TFloat32.class);
    // One product by 0 or 1 / (1 - rate), which is also all that the way back needs.
    return tf.math.mul(x, tf.math.mul(kept, tf.constant((float) (1 / (1 - rate)))));
  }
}
