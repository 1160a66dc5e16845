package palestra.agents.internal;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;

/**
 * A body and hidden ReLU layers on top of it, for heads to stand on; they start as PyTorch's do.
 *
 * @param observations what is seen
 * @param body sees it
 * @param widths of the hidden layers
 */
public record Tower(Observations observations, Body body, List<Integer> widths) {

  /**
   * What comes out at the top, {@code [batch, width]}.
   *
   * @param rows what is in an input of observations
   */
  public Operand<TFloat32> apply(Scope scope, Operand<?> rows) {
    return over(scope, features(scope, rows));
  }

  /** What the body makes of observations, for several towers to stand on. */
  public Operand<TFloat32> features(Scope scope, Operand<?> rows) {
    return observations.features(scope.child("features"), body, rows);
  }

  /** The hidden layers alone, over {@link #features}. */
  public Operand<TFloat32> over(Scope scope, Operand<TFloat32> features) {
    Operand<TFloat32> h = features;
    for (int i = 0; i < widths.size(); i++) {
      h = new Linear(widths.get(i), Activation.RELU).apply(scope.child("hidden" + i), h);
    }
    return h;
  }

  /** A linear head over what {@link #apply} gave, {@code [batch, units]}. */
  public static Operand<TFloat32> head(Scope scope, int units, Operand<TFloat32> top) {
    return new Linear(units, Activation.LINEAR).apply(scope, top);
  }
}
