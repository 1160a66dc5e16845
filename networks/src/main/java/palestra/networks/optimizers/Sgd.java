package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import palestra.networks.Scope;

/** Stochastic gradient descent: {@code w -= lr g}. */
public record Sgd() implements Optimizer {
  @Override
  public List<Op> apply(Scope scope, Ops tf, List<Change> changes) {
    List<Op> updates = new ArrayList<>();
    for (Change change : changes) {
      updates.add(
          tf.train.applyGradientDescent(change.variable(), change.stepSize(), change.gradient()));
    }
    return updates;
  }
}
