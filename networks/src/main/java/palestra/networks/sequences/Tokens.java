package palestra.networks.sequences;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Scope;
import palestra.networks.layers.Embedding;

/** What models of tokens share: padding, logits and the loss. */
public final class Tokens {
  /** The id that stands where a sequence is shorter than its room. */
  public static final int PADDING = 0;

  private Tokens() {}

  /** 1 where there is a token, 0 where there is padding: {@code [batch, time]}. */
  static Operand<TFloat32> kept(Scope scope, Operand<TInt64> ids) {
    Ops tf = scope.tf();
    return tf.dtypes.cast(tf.math.notEqual(ids, tf.constant((long) PADDING)), TFloat32.class);
  }

  /** {@code [batch, time, vocabulary]} by the embedding's own table (Press and Wolf 2017). */
  static Operand<TFloat32> logits(Scope scope, Operand<TFloat32> steps, Embedding embedding) {
    Ops tf = scope.tf();
    long batch = steps.shape().get(0);
    long time = steps.shape().get(1);
    Operand<TFloat32> rows =
        tf.reshape(steps, tf.constant(new long[] {batch * time, steps.shape().get(2)}));
    Operand<TFloat32> products =
        tf.linalg.matMul(rows, embedding.table(scope), MatMul.transposeB(true));
    return tf.reshape(products, tf.constant(new long[] {batch, time, embedding.size()}));
  }

  /**
   * The mean cross-entropy of some tokens.
   *
   * @param logits {@code [batch, time, vocabulary]}
   * @param targets the right tokens, {@code [batch, time]}
   * @param weights how much each counts, {@code [batch, time]}: 0 for those that do not; all of
   *     them together at least 1
   */
  public static Operand<TFloat32> crossEntropy(
      Scope scope, Operand<TFloat32> logits, Operand<TInt64> targets, Operand<TFloat32> weights) {
    Ops tf = scope.tf();
    long places = targets.shape().size();
    Operand<TFloat32> each =
        tf.nn
            .sparseSoftmaxCrossEntropyWithLogits(
                tf.reshape(logits, tf.constant(new long[] {places, logits.shape().get(2)})),
                tf.reshape(targets, tf.constant(new long[] {places})))
            .loss();
    Operand<TFloat32> counted = tf.reshape(weights, tf.constant(new long[] {places}));
    return tf.math.div(
        tf.sum(tf.math.mul(each, counted), tf.constant(0)),
        tf.math.maximum(tf.sum(counted, tf.constant(0)), tf.constant(1f)));
  }

  static void check(
      String model, int vocabulary, int width, int layers, int heads, double dropout) {
    int[] sizes = {vocabulary, width, layers, heads};
    if (Arrays.stream(sizes).min().getAsInt() < 1) {
      throw new IllegalArgumentException(
          "%s: vocabulary, width, layers and heads must be at least 1, but are %s"
              .formatted(model, Arrays.toString(sizes)));
    }
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "%s: width must be a multiple of heads, but is %d with %d heads"
              .formatted(model, width, heads));
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException(model + ": dropout must be in [0, 1), but is " + dropout);
    }
  }
}
