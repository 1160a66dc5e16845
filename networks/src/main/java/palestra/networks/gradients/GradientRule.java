package palestra.networks.gradients;

import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;

/**
 * The derivative of one kind of operation: from the loss's gradients by its outputs to those by its
 * inputs.
 */
@FunctionalInterface
public interface GradientRule {

  /**
   * Adds the backward operations.
   *
   * @param gradients one per output of {@code op}; null where the loss does not depend on it
   * @return one per input of {@code op}; null where none flows
   */
  List<Operand<?>> backward(Ops tf, GraphOperation op, List<Output<?>> gradients);
}
