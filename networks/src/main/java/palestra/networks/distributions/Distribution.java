package palestra.networks.distributions;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * What is probable in each row of a batch, in the graph. Outside of it each class has functions
 * that read rows of {@link #parameters}: sampling above all, so that all randomness comes from the
 * caller's generator.
 */
public interface Distribution {

  /**
   * Log-probability, or its density, of what was drawn.
   *
   * @param taken a row for each row of the batch; the class says of which type and shape
   * @return {@code [batch]}
   */
  Operand<TFloat32> logProbability(Scope scope, Operand<?> taken);

  /** Entropy in nats, {@code [batch]}. */
  Operand<TFloat32> entropy(Scope scope);

  /** All that the functions outside of the graph need, {@code [batch, numbers]}. */
  Operand<TFloat32> parameters(Scope scope);
}
