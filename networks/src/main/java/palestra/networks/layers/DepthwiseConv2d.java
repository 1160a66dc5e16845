package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A convolution of each channel by itself (Sifre 2014): {@code y[i, j, c m + k] = activation(sum
 * over u, v of x[i stride + u, j stride + v, c] W[u, v, c, k] + b[c m + k])}, from {@code [batch,
 * height, width, channels]} to {@code [batch, height', width', channels m]}. It mixes no channels:
 * a convolution of 1 x 1 is to follow. Variables: {@code kernel [size, size, channels, m]}, {@code
 * bias [channels m]}. No dilation: TensorFlow has it on the GPU only.
 *
 * @param multiplier m, channels that come out of each
 * @param size side of the window
 * @param stride pixels from one window to the next
 * @param padding what it sees beyond the edge
 * @param bias whether a bias is added
 * @param activation what follows
 * @param kernel how the kernel starts; it is asked for one of {@code [size, size, 1, channels m]}
 */
public record DepthwiseConv2d(
    int multiplier,
    int size,
    int stride,
    Padding padding,
    boolean bias,
    Activation activation,
    Initializer kernel)
    implements Layer {

  public DepthwiseConv2d {
    Pictures.atLeastOne("depthwise convolution", "multiplier", multiplier);
    Pictures.atLeastOne("depthwise convolution", "size", size);
    Pictures.atLeastOne("depthwise convolution", "stride", stride);
  }

  /** A padded one without bias, activation or multiplication, as before a normalisation. */
  public static DepthwiseConv2d of(int size, int stride) {
    return new DepthwiseConv2d(
        1, size, stride, Padding.SAME, false, Activation.LINEAR, Initializer.heNormal());
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    long in = Pictures.require("depthwise convolution " + scope.path(), x, padding, size).get(3);
    // Each output sees one channel only, and initialisers count what an output sees.
    Initializer perChannel =
        (tf, shape, seed) ->
            tf.reshape(
                kernel.values(tf, Shape.of(size, size, 1, in * multiplier), seed),
                tf.constant(shape.asArray()));
    Operand<TFloat32> w =
        scope.variable("kernel", Shape.of(size, size, in, multiplier), perChannel);
    Operand<TFloat32> y =
        scope.tf().nn.depthwiseConv2dNative(x, w, Pictures.alongBoth(stride), padding.name());
    return activation.apply(scope, bias ? Biases.add(scope, y, in * multiplier) : y);
  }
}
