package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/** The bias of a convolution: the variable {@code bias}, from zero on, along the last axis. */
final class Biases {
  private Biases() {}

  static Operand<TFloat32> add(Scope scope, Operand<TFloat32> y, long channels) {
    Operand<TFloat32> b = scope.variable("bias", Shape.of(channels), Initializer.zeros());
    return scope.tf().nn.biasAdd(y, b);
  }
}
