package palestra.networks.sequences;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.bodies.Bodies;
import palestra.networks.layers.AttentionMasks;
import palestra.networks.layers.DecoderLayer;
import palestra.networks.layers.Dropout;
import palestra.networks.layers.Embedding;
import palestra.networks.layers.EncoderLayer;
import palestra.networks.layers.LayerNorm;

/**
 * An encoder-decoder in T5's form (Raffel et al. 2019): the encoder reads a sequence, the decoder
 * writes another, token by token. Where a step stands is told by a learned bias of each head for
 * each distance between two steps, added to the attention's scores and shared by all layers of a
 * stack. Padding (id 0) of what is read is seen by nobody; id 0 also begins what is written.
 *
 * <p>Unlike T5, distances beyond {@link #FARTHEST} share one bias (T5 puts them in buckets that
 * grow with the logarithm), normalisation has a mean and an offset, and dense layers have biases.
 *
 * @param vocabulary how many tokens there are
 * @param width of every step
 * @param layers how many blocks each of encoder and decoder
 * @param heads of each attention; they must divide width
 * @param dropout share of numbers that are dropped in training, in [0, 1)
 */
public record T5(int vocabulary, int width, int layers, int heads, double dropout) {
  /** Distances above this count as this. */
  public static final int FARTHEST = 32;

  private static final double DEVIATION = 0.02;

  public T5 {
    Tokens.check("t5", vocabulary, width, layers, heads, dropout);
  }

  /**
   * What is to be written at each place.
   *
   * @param read {@code [batch, keys]}
   * @param written what was written before each place: id 0, then all but the last token, {@code
   *     [batch, time]}
   * @return {@code [batch, time, vocabulary]}
   */
  public Operand<TFloat32> logits(Scope scope, Operand<TInt64> read, Operand<TInt64> written) {
    Operand<TFloat32> memoryMask = AttentionMasks.padding(scope, Tokens.kept(scope, read));
    Operand<TFloat32> memory = encode(scope.child("encoder"), tokens(scope, read), memoryMask);
    scope.stage("encoder", memory);
    Operand<TFloat32> h =
        decode(scope.child("decoder"), tokens(scope, written), memory, memoryMask);
    scope.stage("decoder", h);
    Operand<TFloat32> logits = Tokens.logits(scope.child("tokens"), h, embedding());
    scope.stage("logits", logits);
    return logits;
  }

  private Embedding embedding() {
    return new Embedding(vocabulary, width);
  }

  private Operand<TFloat32> tokens(Scope scope, Operand<TInt64> ids) {
    return embedding().look(scope.child("tokens"), ids);
  }

  private Operand<TFloat32> encode(Scope scope, Operand<TFloat32> x, Operand<TFloat32> memoryMask) {
    Operand<TFloat32> mask = scope.tf().math.add(distanceBias(scope, x), memoryMask);
    Operand<TFloat32> h = new Dropout(dropout).apply(scope.child("in"), x);
    for (int i = 0; i < layers; i++) {
      h = new EncoderLayer(heads, 4 * width, dropout).apply(scope.child("block" + i), h, mask);
      scope.stage("block" + i, h);
    }
    return new LayerNorm().apply(scope.child("norm"), h);
  }

  private Operand<TFloat32> decode(
      Scope scope, Operand<TFloat32> x, Operand<TFloat32> memory, Operand<TFloat32> memoryMask) {
    int time = Math.toIntExact(x.shape().get(1));
    Operand<TFloat32> mask =
        scope.tf().math.add(distanceBias(scope, x), AttentionMasks.causal(scope, time));
    Operand<TFloat32> h = new Dropout(dropout).apply(scope.child("in"), x);
    for (int i = 0; i < layers; i++) {
      h =
          new DecoderLayer(heads, 4 * width, dropout)
              .apply(scope.child("block" + i), h, mask, memory, memoryMask);
      scope.stage("block" + i, h);
    }
    return new LayerNorm().apply(scope.child("norm"), h);
  }

  /** {@code [1, heads, time, time]}, by key minus query. */
  private Operand<TFloat32> distanceBias(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    int time = Math.toIntExact(x.shape().get(1));
    Operand<TFloat32> table =
        scope.variable(
            "distances", Shape.of(2L * FARTHEST + 1, heads), Initializer.normal(DEVIATION));
    int[] distances = new int[time * time];
    for (int query = 0; query < time; query++) {
      for (int key = 0; key < time; key++) {
        int distance = Math.max(-FARTHEST, Math.min(FARTHEST, key - query));
        distances[query * time + key] = distance + FARTHEST;
      }
    }
    Operand<TFloat32> rows =
        tf.gather(
            table,
            tf.constant(Shape.of(time * (long) time), DataBuffers.of(distances)),
            tf.constant(0));
    Operand<TFloat32> turned = tf.linalg.transpose(rows, tf.constant(new int[] {1, 0}));
    return tf.reshape(turned, tf.constant(new long[] {1, heads, time, time}));
  }

  /** What it is made of for sequences of that many tokens, read and written. */
  public Bodies.Summary summary(int time) {
    try (Model model = new Model(Device.CPU, 0)) {
      logits(
          model.scope(),
          model.input("read", TInt64.class, 1, time),
          model.input("written", TInt64.class, 1, time));
      return new Bodies.Summary(model.parameterCount(), model.stages());
    }
  }
}
