package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Adam (Kingma and Ba 2014): {@code m = beta1 m + (1 - beta1) g}, {@code v = beta2 v + (1 - beta2)
 * g^2}, {@code w -= lr sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)}, the form just
 * before their section 2.1, where epsilon stands beside the uncorrected root. PyTorch corrects the
 * root first, so that its epsilon acts more weakly in the first steps.
 *
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon keeps the divisor away from zero, above 0
 */
public record Adam(double beta1, double beta2, double epsilon) implements Optimizer {

  public Adam {
    Ranges.share("beta1", beta1);
    Ranges.share("beta2", beta2);
    Ranges.positive("epsilon", epsilon);
  }

  /** The paper's settings, tensorflow-framework's defaults. */
  public Adam() {
    this(org.tensorflow.framework.optimizers.Adam.EPSILON_DEFAULT);
  }

  /** The paper's settings with another epsilon. */
  public Adam(double epsilon) {
    this(
        org.tensorflow.framework.optimizers.Adam.BETA_ONE_DEFAULT,
        org.tensorflow.framework.optimizers.Adam.BETA_TWO_DEFAULT,
        epsilon);
  }

  /** The bias corrections are folded into the step size, outside the graph. */
  @Override
  public double stepSize(double learningRate, long step) {
    return learningRate
        * Math.sqrt(1 - Math.pow(beta2, (double) step))
        / (1 - Math.pow(beta1, (double) step));
  }

  @Override
  public List<Op> apply(Scope scope, Ops tf, List<Change> changes) {
    Ops outside = scope.tf();
    Operand<TFloat32> corrected = outside.constant(0f);
    Operand<TFloat32> b1 = outside.constant((float) beta1);
    Operand<TFloat32> b2 = outside.constant((float) beta2);
    Operand<TFloat32> eps = outside.constant((float) epsilon);
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      var shape = change.variable().shape();
      updates.add(
          tf.train.applyAdam(
              change.variable(),
              scope.slot("m" + i, shape, Initializer.zeros()),
              scope.slot("v" + i, shape, Initializer.zeros()),
              corrected,
              corrected,
              change.stepSize(),
              b1,
              b2,
              eps,
              change.gradient()));
    }
    return updates;
  }
}
