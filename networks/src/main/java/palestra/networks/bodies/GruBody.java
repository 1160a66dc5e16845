package palestra.networks.bodies;

import java.util.Collections;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Gru;

/**
 * Layers of gated recurrent units (Cho et al. 2014) one above the other, over a sequence from an
 * empty memory; what comes out is the last one's output at the end. An agent that is to remember
 * between its steps needs {@link palestra.networks.layers.Memory} instead.
 *
 * @param units width of each layer
 * @param layers how many
 */
public record GruBody(int units, int layers) implements Body {
  /** The name's own settings. */
  static final GruBody DEFAULTS = new GruBody(64, 1);

  public GruBody {
    Checks.atLeast("gru: units", units, 1);
    Checks.atLeast("gru: layers", layers, 1);
  }

  @Override
  public Input input() {
    return Input.SEQUENCE;
  }

  @Override
  public void check(long... shape) {
    Sequences.check("gru", shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return Sequences.recurrent(scope, x, Collections.nCopies(layers, new Gru(units)));
  }
}
