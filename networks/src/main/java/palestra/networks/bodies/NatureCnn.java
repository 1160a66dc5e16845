package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Flatten;
import palestra.networks.layers.Padding;

/**
 * The network of the deep Q-learning paper (Mnih et al. 2015, "Human-level control through deep
 * reinforcement learning"), which most agents on Atari see through since.
 *
 * <pre>
 *   84 x 84 x 4    four frames
 *   20 x 20 x 32   conv0, 8 x 8 in steps of 4
 *    9 x  9 x 64   conv1, 4 x 4 in steps of 2
 *    7 x  7 x 64   conv2, 3 x 3
 *   512            dense
 * </pre>
 *
 * <p>For pictures of fewer than 36 pixels a side take {@link Impala} or {@link LeNet5}. Nothing is
 * scaled away. Kernels start orthogonal, as Stable-Baselines3's.
 *
 * @param filters channels of the three convolutions
 * @param units of the dense layer
 */
public record NatureCnn(List<Integer> filters, int units) implements Body {
  private static final int[] SIZES = {8, 4, 3};
  private static final int[] STRIDES = {4, 2, 1};
  private static final int LEAST_SIDE = 36;

  /** The name's own settings: the paper's. */
  static final NatureCnn DEFAULTS = new NatureCnn(List.of(32, 64, 64), 512);

  public NatureCnn {
    filters = List.copyOf(filters);
    Checks.count("nature-cnn: filters", filters, SIZES.length, SIZES.length);
    Checks.positive("nature-cnn: filters", filters);
    Checks.atLeast("nature-cnn: units", units, 1);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    Checks.picture("nature-cnn", LEAST_SIDE, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Initializer orthogonal = Initializer.orthogonal(Math.sqrt(2));
    Operand<TFloat32> y = x;
    for (int i = 0; i < SIZES.length; i++) {
      Conv2d conv =
          Conv2d.of(filters.get(i), SIZES[i])
              .stride(STRIDES[i])
              .padding(Padding.VALID)
              .activation(Activation.RELU)
              .kernel(orthogonal);
      y = conv.apply(scope.child("conv" + i), y);
      scope.stage("conv" + i, y);
    }
    y = new Flatten().apply(scope, y);
    y = new Dense(units, Activation.RELU, orthogonal).apply(scope.child("dense"), y);
    scope.stage("out", y);
    return y;
  }
}
