package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.AveragePool;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.Flatten;
import palestra.networks.layers.Mlp;
import palestra.networks.layers.Padding;

/**
 * LeNet-5 (LeCun et al. 1998, "Gradient-based learning applied to document recognition"):
 * convolutions of 5 x 5, each followed by a mean of 2 x 2, then dense layers.
 *
 * <pre>
 *   32 x 32 x 1    a digit
 *   28 x 28 x 6    conv0, 5 x 5       (C1)
 *   14 x 14 x 6    pool0, 2 x 2       (S2)
 *   10 x 10 x 16   conv1, 5 x 5       (C3)
 *    5 x  5 x 16   pool1, 2 x 2       (S4)
 *   120, 84        dense              (C5, F6)
 * </pre>
 *
 * <p>Scaled away: the pools' own coefficients and biases, C3's table of connections (each map sees
 * all maps here), the outputs by radial basis functions.
 *
 * @param filters channels of each convolution
 * @param units of each dense layer
 * @param activation after each layer but the pools
 */
public record LeNet5(List<Integer> filters, List<Integer> units, Activation activation)
    implements Body {
  /** The name's own settings: the paper's. */
  static final LeNet5 DEFAULTS = new LeNet5(List.of(6, 16), List.of(120, 84), Activation.TANH);

  private static final int SIZE = 5;

  public LeNet5 {
    filters = List.copyOf(filters);
    units = List.copyOf(units);
    Checks.positive("lenet5: filters", filters);
    Checks.count("lenet5: filters", filters, 1, 8);
    Checks.positive("lenet5: units", units);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    int least = 1;
    for (int i = 0; i < filters.size(); i++) {
      least = 2 * least + SIZE - 1;
    }
    Checks.picture("lenet5", least, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (int i = 0; i < filters.size(); i++) {
      Conv2d conv =
          Conv2d.of(filters.get(i), SIZE)
              .padding(Padding.VALID)
              .activation(activation)
              .kernel(Initializer.glorotUniform());
      y = conv.apply(scope.child("conv" + i), y);
      scope.stage("conv" + i, y);
      y = new AveragePool(2).apply(scope.child("pool" + i), y);
      scope.stage("pool" + i, y);
    }
    y = new Flatten().apply(scope, y);
    y = new Mlp(units, activation, Initializer.glorotUniform()).apply(scope, y);
    scope.stage("out", y);
    return y;
  }
}
