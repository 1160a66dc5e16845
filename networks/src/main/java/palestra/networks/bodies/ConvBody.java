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
import palestra.networks.layers.SpectralNorm;

/**
 * Convolutions that each halve the picture, and a dense layer, as the discriminator of DCGAN
 * (Radford et al. 2015, "Unsupervised representation learning with deep convolutional generative
 * adversarial networks") and most autoencoders see: the way back is {@code deconv} of {@code
 * palestra.networks.decoders}.
 *
 * <pre>
 *   28 x 28 x 1    a digit
 *   14 x 14 x 32   conv0, 4 x 4 in steps of 2
 *    7 x  7 x 64   conv1, 4 x 4 in steps of 2
 *   256            dense
 * </pre>
 *
 * <p>The first convolution is never normalised, as in DCGAN.
 *
 * @param filters channels of each convolution
 * @param size side of the kernels
 * @param stride of each convolution
 * @param units of the dense layer; 0 for none
 * @param norm between a convolution and its activation
 * @param spectral whether the largest singular value of every kernel is divided away (Miyato et al.
 *     2018)
 * @param activation after each layer
 */
public record ConvBody(
    List<Integer> filters,
    int size,
    int stride,
    int units,
    Norm norm,
    boolean spectral,
    Activation activation)
    implements Body {

  /** The name's own settings. */
  static final ConvBody DEFAULTS =
      new ConvBody(List.of(32, 64), 4, 2, 256, Norm.NONE, false, Activation.RELU);

  public ConvBody {
    filters = List.copyOf(filters);
    Checks.count("conv: filters", filters, 1, 8);
    Checks.positive("conv: filters", filters);
    Checks.atLeast("conv: size", size, 1);
    Checks.atLeast("conv: stride", stride, 1);
    Checks.atLeast("conv: units", units, 0);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    Checks.picture("conv", 1, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (int i = 0; i < filters.size(); i++) {
      Norm normed = i == 0 ? Norm.NONE : norm;
      Conv2d conv = Conv2d.of(filters.get(i), size).stride(stride);
      conv = normed == Norm.NONE ? conv.activation(activation) : conv.withoutBias();
      Scope at = scope.child("conv" + i);
      y = spectral ? new SpectralNorm(conv).apply(at, y) : conv.apply(at, y);
      if (normed != Norm.NONE) {
        y = activation.apply(scope, normed.apply(scope.child("norm" + i), y));
      }
      scope.stage("conv" + i, y);
    }
    y = new Flatten().apply(scope, y);
    if (units > 0) {
      Dense dense = new Dense(units, activation, Initializer.heNormal());
      Scope at = scope.child("dense");
      y = spectral ? new SpectralNorm(dense).apply(at, y) : dense.apply(at, y);
    }
    scope.stage("out", y);
    return y;
  }
}
