package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Mlp;

/**
 * A multi-layer perceptron (Rumelhart et al. 1986): dense layers one after the other. Agents have
 * their own dense layers on top of any body, so theirs is without any: {@code mlp widths=}.
 *
 * @param widths units of each layer
 * @param activation after each layer
 */
public record MlpBody(List<Integer> widths, Activation activation) implements Body {
  /** The name's own settings. */
  static final MlpBody DEFAULTS = new MlpBody(List.of(), Activation.TANH);

  public MlpBody {
    widths = List.copyOf(widths);
    Checks.positive("mlp: widths", widths);
  }

  @Override
  public Input input() {
    return Input.VECTOR;
  }

  @Override
  public void check(long... shape) {}

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y =
        new Mlp(widths, activation, Initializer.orthogonal(Math.sqrt(2))).apply(scope, x);
    scope.stage("out", y);
    return y;
  }
}
