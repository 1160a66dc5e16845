package palestra.agents.internal;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Mlp;

/**
 * A policy and a value function in towers of their own, as Stable-Baselines3's {@code MlpPolicy}
 * has them: orthogonal kernels with gain sqrt 2 in the bodies, 0.01 before the logits, 1 before the
 * value; biases zero. The small gain makes the first policy nearly uniform (Andrychowicz et al.
 * 2020, "What matters in on-policy RL").
 *
 * @param widths of the hidden layers, in both towers
 * @param activation after each hidden layer
 * @param actions how many there are
 */
public record ActorCritic(List<Integer> widths, Activation activation, int actions) {
  private static final Initializer BODY = Initializer.orthogonal(Math.sqrt(2));
  private static final Initializer POLICY_HEAD = Initializer.orthogonal(0.01);
  private static final Initializer VALUE_HEAD = Initializer.orthogonal(1);

  /** The policy's unnormalised log-probabilities, {@code [batch, actions]}. */
  public Operand<TFloat32> logits(Scope scope, Operand<TFloat32> observations) {
    Scope policy = scope.child("policy");
    Operand<TFloat32> body =
        new Mlp(widths, activation, BODY).apply(policy.child("body"), observations);
    return new Dense(actions, Activation.LINEAR, POLICY_HEAD).apply(policy.child("head"), body);
  }

  /** The values, {@code [batch]}. */
  public Operand<TFloat32> values(Scope scope, Operand<TFloat32> observations) {
    Scope value = scope.child("value");
    Operand<TFloat32> body =
        new Mlp(widths, activation, BODY).apply(value.child("body"), observations);
    Operand<TFloat32> column =
        new Dense(1, Activation.LINEAR, VALUE_HEAD).apply(value.child("head"), body);
    long batch = observations.shape().get(0);
    return scope.tf().reshape(column, scope.tf().constant(new long[] {batch}));
  }
}
