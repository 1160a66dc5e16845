package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * The decoder's block of an encoder-decoder, with normalisation first (Vaswani et al. 2017, section
 * 3.1): attention to what was written so far, attention to what the encoder read, feed-forward,
 * each added to what comes in. Shape {@code [batch, time, n]} in and out. Scopes: those of {@link
 * EncoderLayer}, {@code crossNorm}, {@code cross}.
 *
 * @param heads of both attentions; they must divide n
 * @param feedForward units of the feed-forward part, usually 4 n
 * @param dropout share of numbers that are dropped in training, in [0, 1)
 */
public record DecoderLayer(int heads, int feedForward, double dropout) {

  public DecoderLayer {
    if (heads < 1 || feedForward < 1) {
      throw new IllegalArgumentException(
          "a decoder layer needs at least 1 head and 1 unit, not %d and %d"
              .formatted(heads, feedForward));
    }
  }

  /**
   * Adds the block.
   *
   * @param mask what steps see of their own sequence, causal usually; null for everything
   * @param memory what the encoder made, {@code [batch, keys, m]}
   * @param memoryMask what steps see of it; null for everything
   */
  public Operand<TFloat32> apply(
      Scope scope,
      Operand<TFloat32> x,
      Operand<TFloat32> mask,
      Operand<TFloat32> memory,
      Operand<TFloat32> memoryMask) {
    Ops tf = scope.tf();
    MultiHeadAttention attention =
        new MultiHeadAttention(heads, Math.toIntExact(x.shape().get(2)), dropout);
    Operand<TFloat32> normal = new LayerNorm().apply(scope.child("attentionNorm"), x);
    Operand<TFloat32> own = attention.apply(scope.child("attention"), normal, normal, mask);
    Operand<TFloat32> y =
        tf.math.add(x, new Dropout(dropout).apply(scope.child("attentionDropout"), own));
    Operand<TFloat32> query = new LayerNorm().apply(scope.child("crossNorm"), y);
    Operand<TFloat32> read = attention.apply(scope.child("cross"), query, memory, memoryMask);
    y = tf.math.add(y, new Dropout(dropout).apply(scope.child("crossDropout"), read));
    return EncoderLayer.fed(scope, y, feedForward, dropout);
  }
}
