package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.ApplyMomentum;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Gradient descent with momentum (Polyak 1964): {@code m = momentum m + g}, {@code w -= lr m}.
 *
 * @param momentum share of the last direction that is kept, in [0, 1)
 * @param nesterov whether to look ahead (Nesterov 1983): {@code w -= lr (g + momentum m)}
 */
public record Momentum(double momentum, boolean nesterov) implements Optimizer {
  public Momentum {
    Ranges.share("momentum", momentum);
  }

  @Override
  public List<Op> apply(Scope scope, Ops tf, List<Change> changes) {
    Operand<TFloat32> share = scope.tf().constant((float) momentum);
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      Operand<TFloat32> slot =
          scope.slot("momentum" + i, change.variable().shape(), Initializer.zeros());
      updates.add(
          tf.train.applyMomentum(
              change.variable(),
              slot,
              change.stepSize(),
              change.gradient(),
              share,
              ApplyMomentum.useNesterov(nesterov)));
    }
    return updates;
  }
}
