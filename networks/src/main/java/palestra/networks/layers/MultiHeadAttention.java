package palestra.networks.layers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Multi-head attention (Vaswani et al. 2017, section 3.2): for each head {@code softmax(Q K^T /
 * sqrt(d) + mask) V} with Q made of the queries and K, V of what is looked at; the heads' results
 * side by side pass a last dense layer. From {@code [batch, time, n]} to {@code [batch, time,
 * width]}; work and memory grow with the square of time, so beyond some thousand steps something
 * recurrent is cheaper. It knows nothing of order: add positions first.
 *
 * <p>Scopes: {@code query}, {@code keyValue}, {@code out}, dense layers each.
 *
 * @param heads how many look, each in its own way
 * @param width of all heads together, a multiple of heads
 * @param dropout share of the weights that are dropped in training, in [0, 1)
 */
public record MultiHeadAttention(int heads, int width, double dropout) implements Layer {

  public MultiHeadAttention {
    if (heads < 1 || width < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "attention needs a width that its heads divide, not width %d and %d heads"
              .formatted(width, heads));
    }
  }

  /** Each step looks at all steps of the same sequence. */
  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return apply(scope, x, x, null);
  }

  /**
   * Each query looks at a memory: the same sequence for self-attention, another for
   * cross-attention.
   *
   * @param queries {@code [batch, time, n]}
   * @param memory {@code [batch, keys, m]}
   * @param mask added to the scores {@code [batch, heads, time, keys]}, as {@link AttentionMasks}
   *     makes it; null where everything may be looked at
   */
  public Operand<TFloat32> apply(
      Scope scope, Operand<TFloat32> queries, Operand<TFloat32> memory, Operand<TFloat32> mask) {
    Ops tf = scope.tf();
    Operand<TFloat32> q = split(scope, projected(scope.child("query"), queries, 1), 1).get(0);
    List<Operand<TFloat32>> kv = split(scope, projected(scope.child("keyValue"), memory, 2), 2);
    float scale = (float) (1 / Math.sqrt((double) width / heads));
    Operand<TFloat32> scores =
        tf.train.batchMatMul(
            tf.math.mul(q, tf.constant(scale)), kv.get(0), TFloat32.class, BatchMatMul.adjY(true));
    if (mask != null) {
      scores = tf.math.add(scores, mask);
    }
    Operand<TFloat32> weights =
        new Dropout(dropout).apply(scope.child("weights"), tf.nn.softmax(scores));
    Operand<TFloat32> seen = tf.train.batchMatMul(weights, kv.get(1), TFloat32.class);
    Operand<TFloat32> sideBySide = tf.linalg.transpose(seen, tf.constant(new int[] {0, 2, 1, 3}));
    long[] shape = {queries.shape().get(0), queries.shape().get(1), width};
    return Rows.apply(
        scope.child("out"), linear(width), tf.reshape(sideBySide, tf.constant(shape)));
  }

  private Operand<TFloat32> projected(Scope scope, Operand<TFloat32> x, int parts) {
    return Rows.apply(scope, linear(parts * width), x);
  }

  private static Layer linear(int units) {
    return new Dense(units, Activation.LINEAR, Initializer.glorotUniform());
  }

  /** {@code [batch, time, parts width]} as {@code [batch, heads, time, width / heads]} each. */
  private List<Operand<TFloat32>> split(Scope scope, Operand<TFloat32> x, int parts) {
    Ops tf = scope.tf();
    long batch = x.shape().get(0);
    long time = x.shape().get(1);
    long perHead = width / heads;
    Operand<TFloat32> apart =
        tf.reshape(x, tf.constant(new long[] {batch, time, (long) parts * heads, perHead}));
    Operand<TFloat32> turned = tf.linalg.transpose(apart, tf.constant(new int[] {0, 2, 1, 3}));
    return parts == 1
        ? List.of(turned)
        : List.copyOf(tf.split(tf.constant(1), turned, (long) parts).output());
  }
}
