package palestra.networks.layers;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A convolution (LeCun et al. 1989): {@code y[i, j, f] = activation(sum over u, v, c of x[i stride
 * + u dilation, j stride + v dilation, c] W[u, v, c, f] + b[f])}, from {@code [batch, height,
 * width, channels]} to {@code [batch, height', width', filters]}; {@link Padding#out} gives the new
 * sides. Variables: {@code kernel [size, size, channels, filters]}, {@code bias [filters]}.
 *
 * @param filters channels of the output
 * @param size side of the window
 * @param stride pixels from one window to the next
 * @param dilation pixels from one of the window's to the next; above 1 it has holes (Yu and Koltun
 *     2015), and its way back needs oneDNN's kernels or a GPU: TensorFlow's plain kernels for CPUs
 *     have none
 * @param padding what it sees beyond the edge
 * @param bias whether a bias is added; without use where a normalisation follows
 * @param activation what follows
 * @param kernel how the kernel starts
 */
public record Conv2d(
    int filters,
    int size,
    int stride,
    int dilation,
    Padding padding,
    boolean bias,
    Activation activation,
    Initializer kernel)
    implements KernelLayer {

  public Conv2d {
    Pictures.atLeastOne("convolution", "filters", filters);
    Pictures.atLeastOne("convolution", "size", size);
    Pictures.atLeastOne("convolution", "stride", stride);
    Pictures.atLeastOne("convolution", "dilation", dilation);
    if (stride > 1 && dilation > 1) {
      throw new IllegalArgumentException(
          "convolution: stride "
              + stride
              + " and dilation "
              + dilation
              + " cannot both be above 1");
    }
  }

  /** A padded convolution with stride 1, a bias and no activation, He's initialiser. */
  public static Conv2d of(int filters, int size) {
    return new Conv2d(
        filters, size, 1, 1, Padding.SAME, true, Activation.LINEAR, Initializer.heNormal());
  }

  /** The same with another stride. */
  public Conv2d stride(int stride) {
    return new Conv2d(filters, size, stride, dilation, padding, bias, activation, kernel);
  }

  /** The same with another dilation. */
  public Conv2d dilation(int dilation) {
    return new Conv2d(filters, size, stride, dilation, padding, bias, activation, kernel);
  }

  /** The same with another padding. */
  public Conv2d padding(Padding padding) {
    return new Conv2d(filters, size, stride, dilation, padding, bias, activation, kernel);
  }

  /** The same without a bias. */
  public Conv2d withoutBias() {
    return new Conv2d(filters, size, stride, dilation, padding, false, activation, kernel);
  }

  /** The same with another activation. */
  public Conv2d activation(Activation activation) {
    return new Conv2d(filters, size, stride, dilation, padding, bias, activation, kernel);
  }

  /** The same with another start. */
  public Conv2d kernel(Initializer kernel) {
    return new Conv2d(filters, size, stride, dilation, padding, bias, activation, kernel);
  }

  @Override
  public Operand<TFloat32> apply(
      Scope scope, Operand<TFloat32> x, UnaryOperator<Operand<TFloat32>> through) {
    int reach = (size - 1) * dilation + 1;
    long in = Pictures.require("convolution " + scope.path(), x, padding, reach).get(3);
    Operand<TFloat32> w =
        through.apply(scope.variable("kernel", Shape.of(size, size, in, filters), kernel));
    if (dilation == 1 && Patches.suit(padding, size, stride, in)) {
      return patched(scope, x, w);
    }
    Ops tf = scope.tf();
    var dilations = org.tensorflow.op.nn.Conv2d.dilations(Pictures.alongBoth(dilation));
    Operand<TFloat32> y =
        scope
            .precision()
            .product(
                tf,
                x,
                w,
                (input, k) ->
                    tf.nn.conv2d(input, k, Pictures.alongBoth(stride), padding.name(), dilations));
    return activation.apply(scope, bias ? Biases.add(scope, y, filters) : y);
  }

  private Operand<TFloat32> patched(Scope scope, Operand<TFloat32> x, Operand<TFloat32> w) {
    Ops tf = scope.tf();
    Shape in = x.shape();
    Patches patches = new Patches(size, stride);
    Operand<TFloat32> y =
        scope
            .precision()
            .product(
                tf,
                x,
                w,
                (input, k) -> tf.linalg.matMul(patches.of(tf, input), patches.rows(tf, k)));
    y = activation.apply(scope, bias ? Biases.add(scope, y, filters) : y);
    long[] shape = {
      in.get(0), padding.out(in.get(1), size, stride), padding.out(in.get(2), size, stride), filters
    };
    return tf.reshape(y, tf.constant(shape));
  }
}
