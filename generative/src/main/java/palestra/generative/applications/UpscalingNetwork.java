package palestra.generative.applications;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.Layer;
import palestra.networks.layers.Residual;
import palestra.networks.layers.Sequential;

/**
 * A network that makes pictures larger: EDSR's residual blocks without normalisation (Lim et al.
 * 2017, "Enhanced deep residual networks for single image super-resolution") at the small size,
 * then the sub-pixel convolution (Shi et al. 2016): {@code factor^2} numbers for every small pixel
 * and channel, which become as many large pixels. What it gives is added to the bicubic picture,
 * which comes with the source as the further channels: {@code factor^2 channels} of them, laid out
 * like the sub-pixels.
 *
 * @param factor how many times larger each side becomes
 * @param channels of the pictures
 * @param filters of the convolutions
 * @param blocks residual blocks of two convolutions each
 */
record UpscalingNetwork(int factor, int channels, int filters, int blocks) implements Layer {
  private static final int SIZE = 3;

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    long[] in = x.shape().asArray();
    int inside = factor * factor * channels;
    Operand<TFloat32> small = channels(tf, x, 0, channels);
    Operand<TFloat32> bicubic = channels(tf, x, channels, inside);
    Conv2d conv = Conv2d.of(filters, SIZE);
    Operand<TFloat32> head = conv.apply(scope.child("head"), small);
    Operand<TFloat32> y = head;
    for (int i = 0; i < blocks; i++) {
      Layer block =
          Sequential.of(conv.activation(Activation.RELU), conv.kernel(Initializer.normal(1e-3)));
      y = new Residual(block).apply(scope.child("block" + i), y);
    }
    y = tf.math.add(head, conv.apply(scope.child("tail"), y));
    y = Conv2d.of(inside, SIZE).kernel(Initializer.normal(1e-3)).apply(scope.child("out"), y);
    y = tf.math.add(y, bicubic);
    // [batch, h, w, f, f, channels] to [batch, h, f, w, f, channels].
    y = tf.reshape(y, tf.constant(new long[] {in[0], in[1], in[2], factor, factor, channels}));
    y = tf.linalg.transpose(y, tf.constant(new int[] {0, 1, 3, 2, 4, 5}));
    return tf.reshape(y, tf.constant(new long[] {in[0], in[1] * factor, in[2] * factor, channels}));
  }

  private static Operand<TFloat32> channels(Ops tf, Operand<TFloat32> x, int first, int count) {
    long[] in = x.shape().asArray();
    return tf.slice(
        x,
        tf.constant(new long[] {0, 0, 0, first}),
        tf.constant(new long[] {in[0], in[1], in[2], count}));
  }

  /**
   * A source as the network takes it: at every small pixel its own channels, then the large pixels
   * that lie in it.
   *
   * @param small {@code [height, width, channels]}
   * @param large {@code [factor height, factor width, channels]}
   * @param into filled from {@code offset} on
   */
  void source(float[] small, float[] large, int height, int width, float[] into, int offset) {
    int at = offset;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          into[at++] = small[(y * width + x) * channels + c];
        }
        for (int v = 0; v < factor; v++) {
          for (int u = 0; u < factor; u++) {
            for (int c = 0; c < channels; c++) {
              into[at++] =
                  large[((y * factor + v) * width * factor + x * factor + u) * channels + c];
            }
          }
        }
      }
    }
  }

  /** Channels of a source. */
  int sourceChannels() {
    return channels * (1 + factor * factor);
  }
}
