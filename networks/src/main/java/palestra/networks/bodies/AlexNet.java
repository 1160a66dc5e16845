package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Dropout;
import palestra.networks.layers.Flatten;
import palestra.networks.layers.MaxPool;
import palestra.networks.layers.Padding;

/**
 * AlexNet (Krizhevsky et al. 2012, "ImageNet classification with deep convolutional neural
 * networks"): one large convolution in long steps, one of 5 x 5, then some of 3 x 3; overlapping
 * maxima of 3 x 3 after the first, the second and the last; dense layers with dropout before each.
 *
 * <pre>
 *   224 x 224 x 3    a photograph
 *    56 x  56 x 96   conv0, 11 x 11, step 4
 *    27 x  27 x 96   pool0
 *    27 x  27 x 256  conv1, 5 x 5
 *    13 x  13 x 256  pool1
 *    13 x  13 x 384  conv2, 3 x 3
 *    13 x  13 x 384  conv3, 3 x 3
 *    13 x  13 x 256  conv4, 3 x 3
 *     6 x   6 x 256  pool2
 *   4096, 4096       dense
 * </pre>
 *
 * <p>Scaled away: the halves for two graphics cards (each map sees all maps), and local response
 * normalisation, which later work found to be of no use. {@code filters=64,192,384,256,256} is the
 * narrower one of Krizhevsky 2014, PyTorch's.
 *
 * @param filters channels of each convolution, three or more
 * @param units of each dense layer
 * @param size side of the first convolution's window
 * @param stride step of the first convolution: 1 for small pictures
 * @param dropout rate before each dense layer, in [0, 1)
 */
public record AlexNet(
    List<Integer> filters, List<Integer> units, int size, int stride, double dropout)
    implements Body {
  /** The name's own settings: the paper's. */
  static final AlexNet DEFAULTS =
      new AlexNet(List.of(96, 256, 384, 384, 256), List.of(4096, 4096), 11, 4, 0.5);

  public AlexNet {
    filters = List.copyOf(filters);
    units = List.copyOf(units);
    Checks.count("alexnet: filters", filters, 3, 16);
    Checks.positive("alexnet: filters", filters);
    Checks.positive("alexnet: units", units);
    Checks.atLeast("alexnet: size", size, 1);
    Checks.atLeast("alexnet: stride", stride, 1);
    Checks.share("alexnet: dropout", dropout);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    // Three windows of 3 in steps of 2 need 15 places, which the first step makes.
    Checks.picture("alexnet", 14 * stride + 1, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    int last = filters.size() - 1;
    int pools = 0;
    for (int i = 0; i <= last; i++) {
      int window = i == 0 ? size : i == 1 ? 5 : 3;
      Conv2d conv =
          Conv2d.of(filters.get(i), window).stride(i == 0 ? stride : 1).activation(Activation.RELU);
      y = conv.apply(scope.child("conv" + i), y);
      scope.stage("conv" + i, y);
      if (i < 2 || i == last) {
        y = new MaxPool(3, 2, Padding.VALID).apply(scope, y);
        scope.stage("pool" + pools++, y);
      }
    }
    y = new Flatten().apply(scope, y);
    for (int i = 0; i < units.size(); i++) {
      Scope dense = scope.child("dense" + i);
      y = new Dropout(dropout).apply(dense, y);
      y = new Dense(units.get(i), Activation.RELU, Initializer.heNormal()).apply(dense, y);
      scope.stage("dense" + i, y);
    }
    return y;
  }
}
