package palestra.agents.sacdiscrete;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.agents.internal.Critics;
import palestra.agents.internal.Tower;
import palestra.networks.Scope;

/**
 * The networks of {@link DiscreteSac}: a policy and two critics with one output per action.
 *
 * @param tower body and hidden layers of each; the critics share a body
 * @param actions how many there are
 */
record ChoiceNetworks(Tower tower, int actions) {
  /** Below any logit, yet so that a probability of 0 times it is 0. */
  private static final float FORBIDDEN = -1e9f;

  /** The policy's unnormalised log-probabilities, {@code [batch, actions]}. */
  Operand<TFloat32> logits(Scope root, Operand<?> rows) {
    Scope scope = root.child("policy");
    return Tower.head(scope.child("logits"), actions, tower.apply(scope, rows));
  }

  /**
   * {@code log pi(.|s)}, {@code [batch, actions]}, among what is allowed.
   *
   * @param allowed 1 and 0, {@code [batch, actions]}
   */
  Operand<TFloat32> logProbabilities(Scope root, Operand<?> rows, Operand<TFloat32> allowed) {
    Ops tf = root.tf();
    Operand<TFloat32> off =
        tf.math.mul(tf.math.sub(tf.constant(1f), allowed), tf.constant(FORBIDDEN));
    return tf.nn.logSoftmax(tf.math.add(logits(root, rows), off));
  }

  /** Both critics' values of every action, {@code [batch, actions]} each. */
  List<Operand<TFloat32>> values(Scope scope, Operand<?> rows) {
    Operand<TFloat32> features = tower.features(scope, rows);
    return List.of(head(scope.child("q0"), features), head(scope.child("q1"), features));
  }

  private Operand<TFloat32> head(Scope scope, Operand<TFloat32> features) {
    return Tower.head(scope.child("values"), actions, tower.over(scope, features));
  }

  /** The smaller of both critics' values, {@code [batch, actions]}. */
  Operand<TFloat32> least(Scope scope, Operand<?> rows) {
    return Critics.least(scope, values(scope, rows));
  }
}
