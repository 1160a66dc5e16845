package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/** All numbers of one input in a row: from {@code [batch, ...]} to {@code [batch, n]}. */
public record Flatten() implements Layer {

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    long batch = x.shape().get(0);
    if (x.shape().numDimensions() == 2) {
      return x;
    }
    return scope.tf().reshape(x, scope.tf().constant(new long[] {batch, x.shape().size() / batch}));
  }
}
