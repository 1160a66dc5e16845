package palestra.networks.bodies;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.DepthwiseConv2d;
import palestra.networks.layers.Layer;

/**
 * A convolution, a normalisation and an activation. Scopes: {@code conv} and {@code norm}.
 *
 * @param conv a {@link Conv2d} or a {@link DepthwiseConv2d}; with a bias only where nothing
 *     normalises
 * @param norm what normalises
 * @param activation what follows
 */
record ConvNorm(Layer conv, Norm norm, Activation activation) implements Layer {

  static ConvNorm of(int filters, int size, int stride, Norm norm, Activation activation) {
    Conv2d conv = Conv2d.of(filters, size).stride(stride);
    return new ConvNorm(norm == Norm.NONE ? conv : conv.withoutBias(), norm, activation);
  }

  static ConvNorm depthwise(int size, int stride, Norm norm, Activation activation) {
    DepthwiseConv2d plain = DepthwiseConv2d.of(size, stride);
    DepthwiseConv2d conv =
        new DepthwiseConv2d(
            1,
            size,
            stride,
            plain.padding(),
            norm == Norm.NONE,
            plain.activation(),
            plain.kernel());
    return new ConvNorm(conv, norm, activation);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = conv.apply(scope.child("conv"), x);
    return activation.apply(scope, norm.apply(scope.child("norm"), y));
  }
}
