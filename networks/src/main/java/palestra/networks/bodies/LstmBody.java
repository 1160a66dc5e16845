package palestra.networks.bodies;

import java.util.Collections;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Lstm;

/**
 * Layers of long short-term memory (Hochreiter and Schmidhuber 1997) one above the other, over a
 * sequence from an empty memory; what comes out is the last one's output at the end. An agent that
 * is to remember between its steps needs {@link palestra.networks.layers.Memory} instead.
 *
 * @param units width of each layer
 * @param layers how many
 */
public record LstmBody(int units, int layers) implements Body {
  /** The name's own settings. */
  static final LstmBody DEFAULTS = new LstmBody(64, 1);

  public LstmBody {
    Checks.atLeast("lstm: units", units, 1);
    Checks.atLeast("lstm: layers", layers, 1);
  }

  @Override
  public Input input() {
    return Input.SEQUENCE;
  }

  @Override
  public void check(long... shape) {
    Sequences.check("lstm", shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return Sequences.recurrent(scope, x, Collections.nCopies(layers, new Lstm(units)));
  }
}
