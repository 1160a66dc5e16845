package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.Layer;
import palestra.networks.layers.TransposedConv2d;

/**
 * U-Net (Ronneberger et al. 2015) as pix2pix has it (Isola et al. 2017), without normalisation:
 * convolutions in steps of 2 down, transposed ones up, and every picture on the way up sees the one
 * of its size on the way down. From {@code [batch, height, width, n]} to {@code [batch, height,
 * width, channels]}, linear.
 *
 * <pre>
 *   28 x 28 x 32   in, 3 x 3
 *   14 x 14 x 64   down0, 4 x 4 in steps of 2
 *    7 x  7 x 128  down1, 4 x 4 in steps of 2
 *   14 x 14 x 64   up1, 4 x 4 in steps of 2; with down0: 128
 *   28 x 28 x 32   up0, 4 x 4 in steps of 2; with in: 64
 *   28 x 28 x n    out, 3 x 3
 * </pre>
 *
 * @param filters channels at the full size and after each step down
 * @param channels of what comes out
 */
record UNet(List<Integer> filters, int channels) implements Layer {
  private static final int SIZE = 4;
  private static final int PLAIN = 3;

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    List<Operand<TFloat32>> down = new ArrayList<>();
    Conv2d in = Conv2d.of(filters.get(0), PLAIN).activation(Activation.LEAKY_RELU);
    down.add(in.apply(scope.child("in"), x));
    for (int i = 1; i < filters.size(); i++) {
      Conv2d conv = Conv2d.of(filters.get(i), SIZE).stride(2).activation(Activation.LEAKY_RELU);
      down.add(conv.apply(scope.child("down" + (i - 1)), down.get(i - 1)));
    }
    Operand<TFloat32> y = down.get(filters.size() - 1);
    for (int i = filters.size() - 2; i >= 0; i--) {
      TransposedConv2d up =
          TransposedConv2d.of(filters.get(i), SIZE, 2).activation(Activation.RELU);
      y = beside(scope.tf(), up.apply(scope.child("up" + i), y), down.get(i));
    }
    Conv2d out = Conv2d.of(channels, PLAIN).kernel(Initializer.glorotUniform());
    return out.apply(scope.child("out"), y);
  }

  /** Two pictures channel after channel; where a side is odd, doubling made the first too large. */
  private static Operand<TFloat32> beside(Ops tf, Operand<TFloat32> up, Operand<TFloat32> across) {
    // TensorFlow's gradient of a slice takes int32 alone.
    int[] sizes = new int[4];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.toIntExact((i < 3 ? across : up).shape().get(i));
    }
    Operand<TFloat32> cut = tf.slice(up, tf.constant(new int[sizes.length]), tf.constant(sizes));
    return tf.concat(List.of(cut, across), tf.constant(3));
  }
}
