package palestra.networks.bodies;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * A transformer's encoder over a sequence (Vaswani et al. 2017) in BERT's form (Devlin et al.
 * 2018): a learned step stands in front of the sequence, and what becomes of it is the output.
 * Every step sees every other at once, for work that grows with the square of time. Learned
 * positions, GELU; unlike BERT it normalises before each part, not after, so that it needs no
 * warming up.
 *
 * @param width of every step
 * @param layers how many blocks
 * @param heads of each attention; they must divide width
 * @param dropout share of numbers that are dropped in training, in [0, 1); for agents 0
 */
public record TransformerBody(int width, int layers, int heads, double dropout) implements Body {
  /** The name's own settings. */
  static final TransformerBody DEFAULTS = new TransformerBody(64, 2, 4, 0);

  public TransformerBody {
    Sequences.checkTransformer("transformer", width, layers, heads, dropout);
  }

  @Override
  public Input input() {
    return Input.SEQUENCE;
  }

  @Override
  public void check(long... shape) {
    Sequences.check("transformer", shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return Sequences.encoded(scope, x, width, layers, heads, dropout);
  }
}
