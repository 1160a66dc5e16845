package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import palestra.networks.Scope;

/**
 * One number a channel, from {@code [batch, height, width, channels]} to {@code [batch, channels]},
 * whatever the picture's size (Lin et al. 2013). Where something is gets lost: an agent that must
 * know it takes {@link Flatten}.
 */
public enum GlobalPool implements Layer {
  /** The mean over all pixels. */
  AVERAGE,
  /** The largest of all pixels. */
  MAX;

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Pictures.require("global pooling " + scope.path(), x);
    Operand<TInt32> axes = scope.tf().constant(new int[] {1, 2});
    return this == AVERAGE ? scope.tf().math.mean(x, axes) : scope.tf().max(x, axes);
  }
}
