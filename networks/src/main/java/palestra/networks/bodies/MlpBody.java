package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Layer;
import palestra.networks.layers.Maxout;
import palestra.networks.layers.SpectralNorm;

/**
 * A multi-layer perceptron (Rumelhart et al. 1986): dense layers one after the other. Agents have
 * their own dense layers on top of any body, so theirs is without any: {@code mlp widths=}.
 *
 * @param widths units of each layer
 * @param activation after each layer, where {@code pieces} is 1
 * @param pieces linear functions of each unit, of which the largest counts (maxout, Goodfellow et
 *     al. 2013); 1 for ordinary layers
 * @param spectral whether the largest singular value of every kernel is divided away (Miyato et al.
 *     2018); not with pieces
 */
public record MlpBody(List<Integer> widths, Activation activation, int pieces, boolean spectral)
    implements Body {
  /** The name's own settings. */
  static final MlpBody DEFAULTS = new MlpBody(List.of(), Activation.TANH, 1, false);

  public MlpBody {
    widths = List.copyOf(widths);
    Checks.positive("mlp: widths", widths);
    Checks.atLeast("mlp: pieces", pieces, 1);
    if (spectral && pieces > 1) {
      throw new IllegalArgumentException(
          "mlp: spectral needs ordinary layers: pieces must be 1, but is " + pieces);
    }
  }

  @Override
  public Input input() {
    return Input.VECTOR;
  }

  @Override
  public void check(long... shape) {}

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (int i = 0; i < widths.size(); i++) {
      y = layer(widths.get(i)).apply(scope.child("dense" + i), y);
    }
    scope.stage("out", y);
    return y;
  }

  private Layer layer(int units) {
    if (pieces > 1) {
      return new Maxout(units, pieces, Initializer.glorotUniform());
    }
    Dense dense = new Dense(units, activation, Initializer.orthogonal(Math.sqrt(2)));
    return spectral ? new SpectralNorm(dense) : dense;
  }
}
