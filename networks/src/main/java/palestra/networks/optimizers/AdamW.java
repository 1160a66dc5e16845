package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2): {@code w -= lr
 * weightDecay w} beside {@link Adam}'s step, so that the decay is not divided by the root of the
 * mean square as a penalty in the loss would be. As in PyTorch, the decay is multiplied by the
 * learning rate, and so follows its schedule.
 *
 * <p>Only variables of two axes or more decay: kernels and embeddings. Biases and the scales and
 * shifts of norms, which have one axis, do not: they do not overfit, and norms would be weakened.
 *
 * @param adam the step
 * @param weightDecay share of a weight that is taken off, times the learning rate, 0 or more
 */
public record AdamW(Adam adam, double weightDecay) implements Optimizer {
  public AdamW {
    if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weightDecay must be 0 or more, but is " + weightDecay);
    }
  }

  /** Adam's settings with weight decay 0.01, PyTorch's default. */
  public AdamW() {
    this(new Adam(), 0.01);
  }

  @Override
  public double stepSize(double learningRate, long step) {
    return adam.stepSize(learningRate, step);
  }

  @Override
  public boolean usesLearningRate() {
    return true;
  }

  @Override
  public List<Op> apply(Scope scope, Ops tf, List<Change> changes) {
    Operand<TFloat32> decay = scope.tf().constant((float) weightDecay);
    List<Op> decayed = new ArrayList<>();
    for (Change change : changes) {
      if (weightDecay > 0 && change.variable().shape().numDimensions() > 1) {
        Operand<TFloat32> share = tf.math.mul(change.learningRate(), decay);
        decayed.add(tf.assignSub(change.variable(), tf.math.mul(change.variable(), share)));
      }
    }
    // Adam's step does not read the weight, so that the order changes nothing but must be fixed.
    Ops after = decayed.isEmpty() ? tf : tf.withControlDependencies(decayed);
    return adam.apply(scope, after, changes);
  }
}
