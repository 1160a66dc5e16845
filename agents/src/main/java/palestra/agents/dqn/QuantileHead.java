package palestra.agents.dqn;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.distributions.Quantiles;
import palestra.networks.losses.Losses;

/**
 * Returns that are equally probable, QR-DQN (Dabney et al. 2018): targets {@code r + discount
 * theta'_j(s', a')}; loss the quantile Huber loss at kappa 1, summed over the quantiles and
 * averaged over the targets; error the loss itself, which is how far the quantiles are from their
 * places.
 */
record QuantileHead(Quantiles quantiles) implements ValueHead {
  private static final double KAPPA = 1;

  @Override
  public int numbers() {
    return quantiles.count();
  }

  @Override
  public Operand<TFloat32> values(Scope scope, Operand<TFloat32> outputs) {
    return numbers() == 1 ? outputs : quantiles.mean(scope, outputs);
  }

  @Override
  public Terms terms(
      Scope scope,
      Operand<TFloat32> taken,
      Operand<TFloat32> next,
      Operand<TFloat32> r,
      Operand<TFloat32> discount) {
    Ops tf = scope.tf();
    Operand<TFloat32> targets =
        tf.math.add(column(tf, r), tf.math.mul(column(tf, discount), rows(tf, next)));
    Operand<TFloat32> loss =
        Losses.quantileHuber(scope, rows(tf, taken), quantiles.shares(), targets, KAPPA);
    return new Terms(loss, tf.stopGradient(loss));
  }

  private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> x) {
    return tf.expandDims(x, tf.constant(1));
  }

  private Operand<TFloat32> rows(Ops tf, Operand<TFloat32> x) {
    return numbers() == 1 ? column(tf, x) : x;
  }
}
