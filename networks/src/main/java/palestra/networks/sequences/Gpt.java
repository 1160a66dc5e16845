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
 * A causal decoder in GPT-2's form (Radford et al. 2019): at each place the logits of the next
 * token, from the tokens up to there. Padding stands at the end, where no token before it looks.
 * Learned positions, GELU, normalisation before each part and after the last, logits by the
 * embedding's table.
 *
 * @param vocabulary how many tokens there are
 * @param width of every step
 * @param layers how many blocks
 * @param heads of each attention; they must divide width
 * @param dropout share of numbers that are dropped in training, in [0, 1)
 */
public record Gpt(int vocabulary, int width, int layers, int heads, double dropout) {

  public Gpt {
    Tokens.check("gpt", vocabulary, width, layers, heads, dropout);
  }

  /**
   * What follows each token.
   *
   * @param ids {@code [batch, time]}
   * @return {@code [batch, time, vocabulary]}; at place t those of the token at t + 1
   */
  public Operand<TFloat32> logits(Scope scope, Operand<TInt64> ids) {
    Embedding embedding = new Embedding(vocabulary, width);
    Operand<TFloat32> mask = AttentionMasks.causal(scope, Math.toIntExact(ids.shape().get(1)));
    Operand<TFloat32> h = embedding.look(scope.child("tokens"), ids);
    h = new LearnedPositions().apply(scope.child("positions"), h);
    h = new Dropout(dropout).apply(scope.child("in"), h);
    scope.stage("in", h);
    for (int i = 0; i < layers; i++) {
      h = new EncoderLayer(heads, 4 * width, dropout).apply(scope.child("block" + i), h, mask);
      scope.stage("block" + i, h);
    }
    h = new LayerNorm().apply(scope.child("norm"), h);
    scope.stage("norm", h);
    Operand<TFloat32> logits = Tokens.logits(scope.child("tokens"), h, embedding);
    scope.stage("logits", logits);
    return logits;
  }

  /** What it is made of for sequences of that many tokens. */
  public Bodies.Summary summary(int time) {
    try (Model model = new Model(Device.CPU, 0)) {
      logits(model.scope(), model.input("ids", TInt64.class, 1, time));
      return new Bodies.Summary(model.parameterCount(), model.stages());
    }
  }
}
