package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.framework.optimizers.RMSProp;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * RMSProp (Tieleman and Hinton 2012): {@code s = decay s + (1 - decay) g^2}, {@code w -= lr g /
 * sqrt(s + epsilon)}. As in TensorFlow, {@code s} starts at one and epsilon stands inside the root,
 * which makes first steps small; Stable-Baselines3 calls this form RMSpropTFLike.
 *
 * @param decay share of the running mean square that is kept, in [0, 1)
 * @param momentum share of the last direction that is kept, in [0, 1)
 * @param epsilon keeps the root away from zero, above 0
 */
public record RmsProp(double decay, double momentum, double epsilon) implements Optimizer {
  public RmsProp {
    Ranges.share("decay", decay);
    Ranges.share("momentum", momentum);
    Ranges.positive("epsilon", epsilon);
  }

  /** tensorflow-framework's defaults: decay 0.9, no momentum, epsilon 1e-10. */
  public RmsProp() {
    this(RMSProp.DECAY_DEFAULT, RMSProp.MOMENTUM_DEFAULT, RMSProp.EPSILON_DEFAULT);
  }

  @Override
  public List<Op> apply(Scope scope, Ops tf, List<Change> changes) {
    Ops outside = scope.tf();
    Operand<TFloat32> rho = outside.constant((float) decay);
    Operand<TFloat32> share = outside.constant((float) momentum);
    Operand<TFloat32> eps = outside.constant((float) epsilon);
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      var shape = change.variable().shape();
      updates.add(
          tf.train.applyRmsProp(
              change.variable(),
              scope.slot("rms" + i, shape, Initializer.constant(1)),
              scope.slot("momentum" + i, shape, Initializer.zeros()),
              change.stepSize(),
              rho,
              share,
              eps,
              change.gradient()));
    }
    return updates;
  }
}
