package palestra.agents.dqn;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;

/**
 * One number per action, its expected return (Mnih et al. 2015): {@code y = r + discount Q'(s',
 * a')}, loss {@code Huber(Q(s, a) - y)}, error {@code Q(s, a) - y}.
 */
record ExpectedHead() implements ValueHead {

  @Override
  public int numbers() {
    return 1;
  }

  @Override
  public Operand<TFloat32> values(Scope scope, Operand<TFloat32> outputs) {
    return outputs;
  }

  @Override
  public Terms terms(
      Scope scope,
      Operand<TFloat32> taken,
      Operand<TFloat32> next,
      Operand<TFloat32> r,
      Operand<TFloat32> discount) {
    Ops tf = scope.tf();
    Operand<TFloat32> y = tf.stopGradient(tf.math.add(r, tf.math.mul(discount, next)));
    return new Terms(Losses.huberTerms(scope, taken, y, 1), tf.stopGradient(tf.math.sub(taken, y)));
  }
}
