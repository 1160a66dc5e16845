package palestra.agents.dqn;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * What the network says of each action, and how far that is from what it should say: {@linkplain
 * ExpectedHead one expected return}, or a distribution of returns over {@linkplain AtomsHead atoms}
 * or {@linkplain QuantileHead quantiles}.
 */
sealed interface ValueHead permits ExpectedHead, AtomsHead, QuantileHead {

  /**
   * How wrong a batch is.
   *
   * @param loss whose mean is minimised, {@code [batch]}
   * @param error whose size is a transition's priority, {@code [batch]}; carries no gradient
   */
  record Terms(Operand<TFloat32> loss, Operand<TFloat32> error) {}

  /** Outputs per action. */
  int numbers();

  /**
   * Expected returns.
   *
   * @param outputs {@code [batch, actions, numbers]}, without the last axis where it is 1
   * @return {@code [batch, actions]}
   */
  Operand<TFloat32> values(Scope scope, Operand<TFloat32> outputs);

  /**
   * Compares what is said of an action with the reward it gave and what is said of the next one.
   *
   * @param taken outputs for the actions that were taken, {@code [batch, numbers]}, without the
   *     last axis where it is 1
   * @param next outputs of the target network for the next actions, likewise
   * @param r rewards, {@code [batch]}
   * @param discount of what comes next, {@code [batch]}
   */
  Terms terms(
      Scope scope,
      Operand<TFloat32> taken,
      Operand<TFloat32> next,
      Operand<TFloat32> r,
      Operand<TFloat32> discount);
}
