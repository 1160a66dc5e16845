package palestra.networks.decoders;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.bodies.Norm;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Padding;
import palestra.networks.layers.TransposedConv2d;

/**
 * A dense layer to a small picture, then transposed convolutions that each double it: the generator
 * of DCGAN (Radford et al. 2015) and the way back of the body {@code conv}.
 *
 * <pre>
 *   latentSize     noise
 *    7 x  7 x 64   dense
 *   14 x 14 x 32   deconv0, 4 x 4 in steps of 2
 *   28 x 28 x 1    head, 4 x 4 in steps of 2
 * </pre>
 *
 * <p>A side that doubling does not reach exactly is made larger and cut at its right and lower
 * edge. Scopes: {@code dense}, {@code deconv0} and so on, {@code head}.
 *
 * @param filters channels before each doubling
 * @param size side of the kernels
 * @param units of a dense layer before the one that makes the small picture; 0 for none
 * @param norm before each activation
 * @param activation after each layer but the last
 */
public record DeconvDecoder(
    List<Integer> filters, int size, int units, Norm norm, Activation activation)
    implements Decoder {
  private static final int STRIDE = 2;

  /** The name's own settings. */
  static final DeconvDecoder DEFAULTS =
      new DeconvDecoder(List.of(64, 32), 4, 0, Norm.NONE, Activation.RELU);

  public DeconvDecoder {
    filters = List.copyOf(filters);
    if (filters.isEmpty() || filters.stream().anyMatch(f -> f < 1)) {
      throw new IllegalArgumentException(
          "deconv: filters must be one or more numbers above 0, but are " + filters);
    }
    if (size < STRIDE) {
      throw new IllegalArgumentException("deconv: size must be 2 or more, but is " + size);
    }
    if (units < 0) {
      throw new IllegalArgumentException("deconv: units must be 0 or more, but is " + units);
    }
  }

  @Override
  public void check(long... shape) {
    if (shape.length != 3) {
      throw new IllegalArgumentException(
          "deconv makes pictures [height, width, channels], not " + Arrays.toString(shape));
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> z, long... shape) {
    Ops tf = scope.tf();
    long factor = 1L << filters.size();
    long height = (shape[0] + factor - 1) / factor;
    long width = (shape[1] + factor - 1) / factor;
    long batch = z.shape().get(0);
    Operand<TFloat32> y = z;
    if (units > 0) {
      y = new Dense(units, activation, Initializer.heNormal()).apply(scope.child("units"), y);
    }
    Activation inside = norm == Norm.NONE ? activation : Activation.LINEAR;
    int small = Math.toIntExact(height * width * filters.get(0));
    y = new Dense(small, inside, Initializer.heNormal()).apply(scope.child("dense"), y);
    y = tf.reshape(y, tf.constant(new long[] {batch, height, width, filters.get(0)}));
    y = normed(scope.child("dense"), y);
    for (int i = 1; i < filters.size(); i++) {
      Scope at = scope.child("deconv" + (i - 1));
      TransposedConv2d deconv =
          TransposedConv2d.of(filters.get(i), size, STRIDE).activation(inside);
      y = normed(at, (norm == Norm.NONE ? deconv : deconv.withoutBias()).apply(at, y));
    }
    TransposedConv2d head =
        new TransposedConv2d(
            Math.toIntExact(shape[2]),
            size,
            STRIDE,
            Padding.SAME,
            true,
            Activation.LINEAR,
            Initializer.glorotUniform());
    y = head.apply(scope.child("head"), y);
    return height * factor == shape[0] && width * factor == shape[1]
        ? y
        : tf.slice(
            y,
            tf.constant(new long[4]),
            tf.constant(new long[] {batch, shape[0], shape[1], shape[2]}));
  }

  private Operand<TFloat32> normed(Scope scope, Operand<TFloat32> y) {
    return norm == Norm.NONE ? y : activation.apply(scope, norm.apply(scope.child("norm"), y));
  }
}
