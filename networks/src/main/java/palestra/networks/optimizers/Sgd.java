package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/** Stochastic gradient descent: {@code w -= lr g}. */
public record Sgd() implements Optimizer {
  @Override
  public List<Op> apply(
      Scope scope,
      Ops tf,
      List<Operand<TFloat32>> variables,
      List<Operand<TFloat32>> gradients,
      Operand<TFloat32> stepSize) {
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      updates.add(tf.train.applyGradientDescent(variables.get(i), stepSize, gradients.get(i)));
    }
    return updates;
  }
}
