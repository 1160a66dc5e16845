package palestra.agents.internal;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.bodies.Body;

/**
 * A policy without chance, {@code mu(s)}: hidden ReLU layers and a hyperbolic tangent that keeps
 * actions in [-1, 1].
 *
 * @param observations what is seen
 * @param body sees it
 * @param widths of the hidden layers
 * @param actionSize numbers of one action
 */
public record DeterministicPolicy(
    Observations observations, Body body, List<Integer> widths, int actionSize) {

  /** The actions, {@code [batch, n]}, of the policy in this very scope. */
  public Operand<TFloat32> apply(Scope scope, Operand<?> rows) {
    Operand<TFloat32> top = new Tower(observations, body, widths).apply(scope, rows);
    return scope.tf().math.tanh(Tower.head(scope.child("mean"), actionSize, top));
  }
}
