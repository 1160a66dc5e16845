package palestra.networks.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Padded convolutions of pictures with very few channels as matrix products of their patches, for
 * windows whose side is {@code m} times the stride {@code s}. Kernels of convolutions work on
 * sixteen channels at a time; to the way into a picture of one channel they leave most of a
 * processor idle.
 *
 * <p>A patch's numbers, {@code size size channels} of them, are in the order {@code [m, m, s, s,
 * channels]}: blocks of s x s pixels, which are the places of a smaller picture. Patches at the
 * same place of each window are then a shifted picture of blocks, and no number is moved by itself.
 *
 * @param size side of a window
 * @param stride from one window to the next, of which size is a multiple
 */
record Patches(long size, long stride) {
  /** Channels of which kernels of convolutions leave most of their sixteen empty. */
  private static final int FEW_CHANNELS = 3;

  /** Whether patches are the quicker way. */
  static boolean suit(Padding padding, int size, int stride, long channels) {
    return padding == Padding.SAME && stride > 1 && size % stride == 0 && channels <= FEW_CHANNELS;
  }

  private int blocks() {
    return Math.toIntExact(size / stride);
  }

  /** A kernel {@code [size, size, a, b]} as {@code [m m s s a, b]}, in the order of patches. */
  <T extends TFloating> Operand<T> rows(Ops tf, Operand<T> kernel) {
    Shape of = kernel.shape();
    int m = blocks();
    Operand<T> split =
        tf.reshape(kernel, tf.constant(new long[] {m, stride, m, stride, of.get(2), of.get(3)}));
    return tf.reshape(
        tf.linalg.transpose(split, tf.constant(new int[] {0, 2, 1, 3, 4, 5})),
        tf.constant(new long[] {size * size * of.get(2), of.get(3)}));
  }

  /**
   * Cuts patches out: what a convolution sees in each of its windows.
   *
   * @param x {@code [batch, height, width, channels]}
   * @return {@code [batch height' width', size size channels]}
   */
  <T extends TFloating> Operand<T> of(Ops tf, Operand<T> x) {
    Shape shape = x.shape();
    int m = blocks();
    long channels = shape.get(3);
    long height = Padding.SAME.out(shape.get(1), size, stride);
    long width = Padding.SAME.out(shape.get(2), size, stride);
    long down = height + m - 1;
    long right = width + m - 1;
    int[][] around = {
      {0, 0}, around(down * stride - shape.get(1)), around(right * stride - shape.get(2)), {0, 0}
    };
    Operand<T> padded = tf.pad(x, tf.constant(around), tf.dtypes.cast(tf.constant(0f), x.type()));
    Operand<T> lines =
        tf.reshape(
            padded,
            tf.constant(new long[] {shape.get(0) * down, stride, right, stride * channels}));
    Operand<T> blocks =
        tf.reshape(
            tf.linalg.transpose(lines, tf.constant(new int[] {0, 2, 1, 3})),
            tf.constant(new long[] {shape.get(0), down, right, stride * stride * channels}));
    List<Operand<T>> shifted = new ArrayList<>();
    for (int i = 0; i < m * m; i++) {
      shifted.add(
          tf.slice(
              blocks,
              ints(tf, 0, i / m, i % m, 0),
              ints(tf, shape.get(0), height, width, stride * stride * channels)));
    }
    return tf.reshape(
        m == 1 ? blocks : tf.concat(shifted, tf.constant(3)),
        tf.constant(new long[] {shape.get(0) * height * width, size * size * channels}));
  }

  /** Half before, half after; of an odd number the one more after. */
  private static int[] around(long padding) {
    return new int[] {Math.toIntExact(padding / 2), Math.toIntExact(padding - padding / 2)};
  }

  /**
   * Lays patches where they were cut, overlaps added up: what a transposed convolution does after
   * its product.
   *
   * @param patches {@code [batch height width, size size channels]}
   * @return {@code [batch, height stride, width stride, channels]}
   */
  <T extends TFloating> Operand<T> laid(
      Ops tf, Operand<T> patches, long batch, long height, long width, long channels) {
    int m = blocks();
    Operand<T> places =
        tf.reshape(patches, tf.constant(new long[] {batch, height, width, size * size * channels}));
    List<Output<T>> each = tf.split(tf.constant(3), places, (long) m * m).output();
    List<Operand<T>> shifted = new ArrayList<>();
    for (int i = 0; i < m * m; i++) {
      int down = i / m;
      int right = i % m;
      int[][] around = {{0, 0}, {down, m - 1 - down}, {right, m - 1 - right}, {0, 0}};
      Operand<T> zero = tf.dtypes.cast(tf.constant(0f), patches.type());
      shifted.add(tf.pad(each.get(i), tf.constant(around), zero));
    }
    Operand<T> sum = shifted.size() == 1 ? shifted.get(0) : tf.math.addN(shifted);
    long down = height + m - 1;
    long right = width + m - 1;
    Operand<T> blocks =
        tf.reshape(sum, tf.constant(new long[] {batch * down, right, stride, stride * channels}));
    Operand<T> whole =
        tf.reshape(
            tf.linalg.transpose(blocks, tf.constant(new int[] {0, 2, 1, 3})),
            tf.constant(new long[] {batch, down * stride, right * stride, channels}));
    long before = (size - stride) / 2;
    return tf.slice(
        whole,
        ints(tf, 0, before, before, 0),
        ints(tf, batch, height * stride, width * stride, channels));
  }

  /** The gradient of a slice knows places of this type only. */
  private static Operand<TInt32> ints(Ops tf, long... values) {
    return tf.constant(Arrays.stream(values).mapToInt(Math::toIntExact).toArray());
  }
}
