package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A transposed convolution (Zeiler et al. 2010; generators since Radford et al. 2015): the way back
 * through a {@link Conv2d}, used forwards. Every pixel lays the kernel, times itself, at {@code
 * stride} pixels from its neighbour's, and what overlaps adds up: from {@code [batch, height,
 * width, channels]} to {@code [batch, height', width', filters]} with {@code height' = height
 * stride} padded, {@code (height - 1) stride + size} without. Variables: {@code kernel [size, size,
 * filters, channels]}, {@code bias [filters]}.
 *
 * <p>A size that the stride does not divide makes a checkerboard (Odena et al. 2016); {@link
 * Upsample} before a plain convolution makes none.
 *
 * @param filters channels of the output
 * @param size side of the kernel
 * @param stride pixels of the output for one of the input
 * @param padding whose way back it is
 * @param bias whether a bias is added
 * @param activation what follows
 * @param kernel how the kernel starts; it is asked for one of {@code [size, size, channels,
 *     filters]}
 */
public record TransposedConv2d(
    int filters,
    int size,
    int stride,
    Padding padding,
    boolean bias,
    Activation activation,
    Initializer kernel)
    implements Layer {

  public TransposedConv2d {
    Pictures.atLeastOne("transposed convolution", "filters", filters);
    Pictures.atLeastOne("transposed convolution", "size", size);
    Pictures.atLeastOne("transposed convolution", "stride", stride);
  }

  /** A padded one with a bias and no activation, He's initialiser. */
  public static TransposedConv2d of(int filters, int size, int stride) {
    return new TransposedConv2d(
        filters, size, stride, Padding.SAME, true, Activation.LINEAR, Initializer.heNormal());
  }

  /** The same with another activation. */
  public TransposedConv2d activation(Activation activation) {
    return new TransposedConv2d(filters, size, stride, padding, bias, activation, kernel);
  }

  /** The same without a bias. */
  public TransposedConv2d withoutBias() {
    return new TransposedConv2d(filters, size, stride, padding, false, activation, kernel);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Shape in = Pictures.require("transposed convolution " + scope.path(), x);
    // Its input is the other one's output: the last two axes stand the other way round.
    Initializer turned =
        (tf, shape, seed) ->
            tf.linalg.transpose(
                kernel.values(tf, Shape.of(size, size, in.get(3), filters), seed),
                tf.constant(new int[] {0, 1, 3, 2}));
    Operand<TFloat32> w =
        scope.variable("kernel", Shape.of(size, size, filters, in.get(3)), turned);
    int[] sizes = {
      Math.toIntExact(in.get(0)), out(in.get(1)), out(in.get(2)), filters,
    };
    Ops tf = scope.tf();
    Operand<TInt32> outputs = tf.constant(sizes);
    Operand<TFloat32> y =
        scope
            .precision()
            .product(
                tf,
                x,
                w,
                (input, k) ->
                    Patches.suit(padding, size, stride, filters)
                        ? patched(tf, input, k)
                        : tf.nn.conv2dBackpropInput(
                            outputs, k, input, Pictures.alongBoth(stride), padding.name()));
    return activation.apply(scope, bias ? Biases.add(scope, y, filters) : y);
  }

  private Operand<TFloating> patched(Ops tf, Operand<TFloating> x, Operand<TFloating> kernel) {
    Shape in = x.shape();
    Patches patches = new Patches(size, stride);
    long places = in.get(0) * in.get(1) * in.get(2);
    Operand<TFloating> rows = tf.reshape(x, tf.constant(new long[] {places, in.get(3)}));
    Operand<TFloating> columns =
        tf.linalg.matMul(rows, patches.rows(tf, kernel), MatMul.transposeB(true));
    return patches.laid(tf, columns, in.get(0), in.get(1), in.get(2), filters);
  }

  private int out(long in) {
    return Math.toIntExact(
        padding == Padding.SAME ? in * stride : (in - 1) * stride + Math.max(size, stride));
  }
}
