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
import palestra.networks.layers.Layer;
import palestra.networks.layers.MaxPool;
import palestra.networks.layers.Padding;
import palestra.networks.layers.Residual;
import palestra.networks.layers.Sequential;

/**
 * The large network of IMPALA (Espeholt et al. 2018, "IMPALA: scalable distributed deep-RL with
 * importance weighted actor-learner architectures"): sections of a convolution of 3 x 3, a maximum
 * of 3 x 3 in steps of 2 and two residual blocks {@code x + conv(relu(conv(relu(x))))}, then a
 * dense layer. No normalisation, so that acting and learning see alike.
 *
 * <pre>
 *   84 x 84 x 4    four frames
 *   42 x 42 x 16   section0
 *   21 x 21 x 32   section1
 *   11 x 11 x 32   section2
 *   256            relu, dense
 * </pre>
 *
 * <p>Sees more than {@link NatureCnn} with fewer weights, at several times the products. Scaled
 * away: the LSTM behind it, which is an agent's to add.
 *
 * @param channels of each section; each halves the sides
 * @param units of the dense layer
 */
public record Impala(List<Integer> channels, int units) implements Body {
  /** The name's own settings: the paper's. */
  static final Impala DEFAULTS = new Impala(List.of(16, 32, 32), 256);

  private static final int BLOCKS = 2;

  public Impala {
    channels = List.copyOf(channels);
    Checks.count("impala: channels", channels, 1, 8);
    Checks.positive("impala: channels", channels);
    Checks.atLeast("impala: units", units, 1);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    Checks.picture("impala of " + channels.size() + " sections", 1 << channels.size(), shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (int s = 0; s < channels.size(); s++) {
      Scope section = scope.child("section" + s);
      y = conv(channels.get(s)).apply(section.child("conv"), y);
      y = new MaxPool(3, 2, Padding.SAME).apply(section, y);
      for (int b = 0; b < BLOCKS; b++) {
        Layer layer =
            Sequential.of(
                Activation.RELU,
                conv(channels.get(s)).activation(Activation.RELU),
                conv(channels.get(s)));
        y = new Residual(layer).apply(section.child("block" + b), y);
      }
      scope.stage("section" + s, y);
    }
    y = new Flatten().apply(scope, Activation.RELU.apply(scope, y));
    y =
        new Dense(units, Activation.RELU, Initializer.orthogonal(Math.sqrt(2)))
            .apply(scope.child("dense"), y);
    scope.stage("out", y);
    return y;
  }

  private static Conv2d conv(int channels) {
    return Conv2d.of(channels, 3).kernel(Initializer.glorotUniform());
  }
}
