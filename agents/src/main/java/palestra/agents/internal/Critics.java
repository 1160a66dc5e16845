package palestra.agents.internal;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;

/**
 * Action values {@code Q(s, a)} of continuous actions: several estimates by hidden ReLU layers of
 * their own over one body, as Stable-Baselines3's {@code ContinuousCritic}.
 *
 * @param observations what is seen
 * @param body sees it, and is shared by the estimates
 * @param widths of the hidden layers
 * @param count how many estimates
 */
public record Critics(Observations observations, Body body, List<Integer> widths, int count) {

  /**
   * Every estimate, {@code [batch]}.
   *
   * @param rows what is in an input of observations
   * @param actions {@code [batch, n]}, in [-1, 1]
   */
  public List<Operand<TFloat32>> apply(Scope scope, Operand<?> rows, Operand<TFloat32> actions) {
    Operand<TFloat32> features = observations.features(scope.child("features"), body, rows);
    List<Operand<TFloat32>> estimates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      estimates.add(estimate(scope.child("q" + i), features, actions));
    }
    return estimates;
  }

  private Operand<TFloat32> estimate(
      Scope scope, Operand<TFloat32> features, Operand<TFloat32> actions) {
    Ops tf = scope.tf();
    List<Integer> units = new ArrayList<>(widths);
    units.add(1);
    Operand<TFloat32> h = features;
    for (int i = 0; i < units.size(); i++) {
      boolean last = i == widths.size();
      Linear layer = new Linear(units.get(i), last ? Activation.LINEAR : Activation.RELU);
      Scope at = scope.child(last ? "value" : "hidden" + i);
      h = i == 0 ? layer.apply(at, h, actions) : layer.apply(at, h);
    }
    return tf.reshape(h, tf.constant(new long[] {actions.shape().get(0)}));
  }

  /** The smallest of all estimates, {@code [batch]}. */
  public static Operand<TFloat32> least(Scope scope, List<Operand<TFloat32>> estimates) {
    Operand<TFloat32> least = estimates.get(0);
    for (Operand<TFloat32> estimate : estimates.subList(1, estimates.size())) {
      least = scope.tf().math.minimum(least, estimate);
    }
    return least;
  }
}
