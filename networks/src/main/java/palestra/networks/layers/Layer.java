package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * A step of a network: a record of its settings, whose one method adds it to a graph. Applying it
 * twice in the same scope shares its variables.
 */
@FunctionalInterface
public interface Layer {

  /** Adds the layer's operations and, on first use in this scope, its variables. */
  Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x);
}
