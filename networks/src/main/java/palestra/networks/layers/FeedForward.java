package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A transformer's feed-forward part (Vaswani et al. 2017, section 3.3), with GELU: at every step
 * alike from n to {@code units} and back to n. Scopes: {@code wide}, {@code back}.
 *
 * @param units width in between, usually 4 n
 */
record FeedForward(int units) implements Layer {

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    int width = Math.toIntExact(x.shape().get(-1));
    Layer wide = new Dense(units, Activation.GELU, Initializer.glorotUniform());
    Layer back = new Dense(width, Activation.LINEAR, Initializer.glorotUniform());
    return Rows.apply(
        scope, (s, rows) -> back.apply(s.child("back"), wide.apply(s.child("wide"), rows)), x);
  }
}
