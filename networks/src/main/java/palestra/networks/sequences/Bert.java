package palestra.networks.sequences;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.bodies.Bodies;
import palestra.networks.layers.AttentionMasks;
import palestra.networks.layers.Dropout;
import palestra.networks.layers.Embedding;
import palestra.networks.layers.EncoderLayer;
import palestra.networks.layers.LayerNorm;
import palestra.networks.layers.LearnedPositions;

/**
 * A masked-token encoder in BERT's form (Devlin et al. 2018): some tokens of a sequence are hidden
 * behind a mask's token, and it says what they were, from what stands on both sides. Padding (id 0)
 * is seen by nobody. Learned positions, GELU, logits by the embedding's table; unlike BERT it
 * normalises before each part, has no segments and no dense layer before the logits.
 *
 * @param vocabulary how many tokens there are, padding and the mask's among them
 * @param width of every step
 * @param layers how many blocks
 * @param heads of each attention; they must divide width
 * @param dropout share of numbers that are dropped in training, in [0, 1)
 */
public record Bert(int vocabulary, int width, int layers, int heads, double dropout) {

  public Bert {
    Tokens.check("bert", vocabulary, width, layers, heads, dropout);
  }

  /**
   * What becomes of each token.
   *
   * @param ids {@code [batch, time]}
   * @return {@code [batch, time, width]}
   */
  public Operand<TFloat32> encode(Scope scope, Operand<TInt64> ids) {
    Operand<TFloat32> mask = AttentionMasks.padding(scope, Tokens.kept(scope, ids));
    Operand<TFloat32> h = embedding().look(scope.child("tokens"), ids);
    h = new LearnedPositions().apply(scope.child("positions"), h);
    h = new Dropout(dropout).apply(scope.child("in"), h);
    scope.stage("in", h);
    for (int i = 0; i < layers; i++) {
      h = new EncoderLayer(heads, 4 * width, dropout).apply(scope.child("block" + i), h, mask);
      scope.stage("block" + i, h);
    }
    h = new LayerNorm().apply(scope.child("norm"), h);
    scope.stage("norm", h);
    return h;
  }

  /** What each token may be: {@code [batch, time, vocabulary]}. */
  public Operand<TFloat32> logits(Scope scope, Operand<TInt64> ids) {
    Operand<TFloat32> logits =
        Tokens.logits(scope.child("tokens"), encode(scope, ids), embedding());
    scope.stage("logits", logits);
    return logits;
  }

  private Embedding embedding() {
    return new Embedding(vocabulary, width);
  }

  /** What it is made of for sequences of that many tokens. */
  public Bodies.Summary summary(int time) {
    try (Model model = new Model(Device.CPU, 0)) {
      logits(model.scope(), model.input("ids", TInt64.class, 1, time));
      return new Bodies.Summary(model.parameterCount(), model.stages());
    }
  }
}
