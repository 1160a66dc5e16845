package palestra.agents.dqn;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.distributions.ReturnAtoms;

/**
 * Probabilities of fixed returns, C51 (Bellemare et al. 2017): what the target network says of the
 * next action is moved by {@code r + discount z} and projected back onto the atoms, m; loss {@code
 * -sum_i m_i log p_i(s, a)}; error the divergence {@code KL(m || p)}, as in Rainbow.
 */
record AtomsHead(ReturnAtoms atoms) implements ValueHead {

  @Override
  public int numbers() {
    return atoms.count();
  }

  @Override
  public Operand<TFloat32> values(Scope scope, Operand<TFloat32> outputs) {
    return atoms.mean(scope, outputs);
  }

  @Override
  public Terms terms(
      Scope scope,
      Operand<TFloat32> taken,
      Operand<TFloat32> next,
      Operand<TFloat32> r,
      Operand<TFloat32> discount) {
    Ops tf = scope.tf();
    Operand<TFloat32> m = atoms.project(scope, tf.nn.softmax(next), r, discount);
    Operand<TFloat32> loss = atoms.crossEntropy(scope, m, taken);
    Operand<TFloat32> divergence = tf.math.sub(loss, atoms.entropy(scope, m));
    return new Terms(loss, tf.stopGradient(divergence));
  }
}
