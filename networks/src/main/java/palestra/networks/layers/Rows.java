package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/** Layers that know rows alone, applied to every step of a sequence or node of a graph. */
public final class Rows {
  private Rows() {}

  /** From {@code [..., n]} to {@code [..., m]} by a layer from {@code [rows, n]}. */
  public static Operand<TFloat32> apply(Scope scope, Layer layer, Operand<TFloat32> x) {
    long[] shape = x.shape().asArray();
    int last = shape.length - 1;
    long[] rows = {x.shape().size() / shape[last], shape[last]};
    Operand<TFloat32> y = layer.apply(scope, scope.tf().reshape(x, scope.tf().constant(rows)));
    shape[last] = y.shape().get(1);
    return scope.tf().reshape(y, scope.tf().constant(shape));
  }
}
