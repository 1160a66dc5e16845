package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * A transformer's block with normalisation first (Vaswani et al. 2017; Xiong et al. 2020):
 *
 * <pre>
 * x = x + dropout(attention(norm(x)))
 * x = x + dropout(feedForward(norm(x)))
 * </pre>
 *
 * <p>Shape {@code [batch, time, n]} in and out. With a causal mask it is a decoder's block of GPT's
 * kind. Normalising first needs no warming up of the learning rate; after the last block stands one
 * more normalisation. Scopes: {@code attentionNorm}, {@code attention}, {@code feedForwardNorm},
 * {@code feedForward}.
 *
 * @param heads of the attention; they must divide n
 * @param feedForward units of the feed-forward part, usually 4 n
 * @param dropout share of numbers that are dropped in training, in [0, 1)
 */
public record EncoderLayer(int heads, int feedForward, double dropout) implements Layer {

  public EncoderLayer {
    if (heads < 1 || feedForward < 1) {
      throw new IllegalArgumentException(
          "an encoder layer needs at least 1 head and 1 unit, not %d and %d"
              .formatted(heads, feedForward));
    }
  }

  /** Every step sees every step. */
  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return apply(scope, x, null);
  }

  /**
   * Steps see what a mask lets them.
   *
   * @param mask as {@link AttentionMasks} makes it; null where everything may be seen
   */
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x, Operand<TFloat32> mask) {
    Ops tf = scope.tf();
    int width = Math.toIntExact(x.shape().get(2));
    Operand<TFloat32> normal = new LayerNorm().apply(scope.child("attentionNorm"), x);
    Operand<TFloat32> attended =
        new MultiHeadAttention(heads, width, dropout)
            .apply(scope.child("attention"), normal, normal, mask);
    Operand<TFloat32> y =
        tf.math.add(x, new Dropout(dropout).apply(scope.child("attentionDropout"), attended));
    return fed(scope, y, feedForward, dropout);
  }

  /** The second half of a block. */
  static Operand<TFloat32> fed(Scope scope, Operand<TFloat32> x, int feedForward, double dropout) {
    Operand<TFloat32> normal = new LayerNorm().apply(scope.child("feedForwardNorm"), x);
    Operand<TFloat32> fed = new FeedForward(feedForward).apply(scope.child("feedForward"), normal);
    return scope
        .tf()
        .math
        .add(x, new Dropout(dropout).apply(scope.child("feedForwardDropout"), fed));
  }
}
