package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A depthwise separable convolution (Sifre 2014, Chollet 2017): a {@link DepthwiseConv2d} for
 * space, then a convolution of 1 x 1 for channels, nothing between them; from {@code [batch,
 * height, width, channels]} to {@code [batch, height', width', filters]} with {@code size^2
 * channels + channels filters} weights, in place of {@code size^2 channels filters}. On a CPU it
 * saves less time than weights. Variables under {@code depthwise} and {@code pointwise}.
 *
 * @param filters channels of the output
 * @param size side of the window
 * @param stride pixels from one window to the next
 * @param padding what it sees beyond the edge
 * @param bias whether a bias is added at the end
 * @param activation what follows
 * @param kernel how both kernels start
 */
public record SeparableConv2d(
    int filters,
    int size,
    int stride,
    Padding padding,
    boolean bias,
    Activation activation,
    Initializer kernel)
    implements Layer {

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    DepthwiseConv2d depthwise =
        new DepthwiseConv2d(1, size, stride, padding, false, Activation.LINEAR, kernel);
    Conv2d pointwise = new Conv2d(filters, 1, 1, 1, Padding.VALID, bias, activation, kernel);
    return pointwise.apply(scope.child("pointwise"), depthwise.apply(scope.child("depthwise"), x));
  }
}
