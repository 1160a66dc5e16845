package palestra.networks.layers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A multi-layer perceptron's body: dense layers one after the other, from {@code [batch, in]} to
 * {@code [batch, last width]}.
 *
 * @param widths units of each layer; empty passes the input on
 * @param activation after each layer
 * @param kernel how the kernels start
 * @param bias how the biases start
 */
public record Mlp(List<Integer> widths, Activation activation, Initializer kernel, Initializer bias)
    implements Layer {

  public Mlp {
    widths = List.copyOf(widths);
  }

  /** A body whose biases start at zero. */
  public Mlp(List<Integer> widths, Activation activation, Initializer kernel) {
    this(widths, activation, kernel, Initializer.zeros());
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> h = x;
    for (int i = 0; i < widths.size(); i++) {
      h = new Dense(widths.get(i), activation, kernel, bias).apply(scope.child("dense" + i), h);
    }
    return h;
  }
}
