package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.AveragePool;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.DenseConnection;
import palestra.networks.layers.GlobalPool;
import palestra.networks.layers.Layer;
import palestra.networks.layers.MaxPool;
import palestra.networks.layers.Padding;
import palestra.networks.layers.Sequential;

/**
 * DenseNet-BC (Huang et al. 2016, "Densely connected convolutional networks"): each layer, {@code
 * norm, relu, conv 1 x 1 to 4 growth, norm, relu, conv 3 x 3 to growth}, sees what all layers of
 * its block made. Between blocks, {@code norm, relu, conv 1 x 1} leaves a share of the channels,
 * and a mean of 2 x 2 a quarter of the places.
 *
 * <pre>
 *   224 x 224 x 3     a photograph
 *    56 x  56 x 64    stem: 7 x 7 in steps of 2, pool
 *    56 x  56 x 256   block0: 6 layers
 *    28 x  28 x 128   transition0
 *    28 x  28 x 512   block1: 12
 *    14 x  14 x 256   transition1
 *    14 x  14 x 1024  block2: 24
 *     7 x   7 x 512   transition2
 *     7 x   7 x 1024  block3: 16
 *   1024              norm, relu, global mean
 * </pre>
 *
 * <p>The defaults are DenseNet-121; {@code 6,12,32,32} is 169, {@code 6,12,48,32} is 201. Nothing
 * is scaled away.
 *
 * @param blocks layers in each block
 * @param growth channels that each layer adds
 * @param compression share of the channels that goes on to the next block, in (0, 1]
 * @param stem {@link Stem#SMALL} for small pictures
 * @param norm before each convolution
 */
public record DenseNet(List<Integer> blocks, int growth, double compression, Stem stem, Norm norm)
    implements Body {
  /** The name's own settings: DenseNet-121. */
  static final DenseNet DEFAULTS =
      new DenseNet(List.of(6, 12, 24, 16), 32, 0.5, Stem.LARGE, Norm.BATCH);

  private static final int BOTTLENECK = 4;

  public DenseNet {
    blocks = List.copyOf(blocks);
    Checks.count("densenet: blocks", blocks, 1, 8);
    Checks.positive("densenet: blocks", blocks);
    Checks.atLeast("densenet: growth", growth, 1);
    if (!(compression > 0 && compression <= 1)) {
      throw new IllegalArgumentException(
          "densenet: compression must be in (0, 1], but is " + compression);
    }
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    int halvings = blocks.size() - 1 + (stem == Stem.LARGE ? 2 : 0);
    Checks.picture("densenet of " + blocks.size() + " blocks", 1 << halvings, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = stem(scope.child("stem"), x);
    scope.stage("stem", y);
    for (int b = 0; b < blocks.size(); b++) {
      Scope block = scope.child("block" + b);
      for (int i = 0; i < blocks.get(b); i++) {
        y = new DenseConnection(layer()).apply(block.child("dense" + i), y);
      }
      scope.stage("block" + b, y);
      if (b < blocks.size() - 1) {
        int kept = (int) Math.max(1, Math.floor(compression * y.shape().get(3)));
        Layer transition = Sequential.of(norm, Activation.RELU, conv(kept, 1), new AveragePool(2));
        y = transition.apply(scope.child("transition" + b), y);
        scope.stage("transition" + b, y);
      }
    }
    y = Activation.RELU.apply(scope, norm.apply(scope.child("norm"), y));
    y = GlobalPool.AVERAGE.apply(scope, y);
    scope.stage("out", y);
    return y;
  }

  private Operand<TFloat32> stem(Scope scope, Operand<TFloat32> x) {
    if (stem == Stem.SMALL) {
      return conv(2 * growth, 3).apply(scope, x);
    }
    Operand<TFloat32> y = ConvNorm.of(2 * growth, 7, 2, norm, Activation.RELU).apply(scope, x);
    return new MaxPool(3, 2, Padding.SAME).apply(scope, y);
  }

  private Layer layer() {
    return Sequential.of(
        norm,
        Activation.RELU,
        conv(BOTTLENECK * growth, 1),
        norm,
        Activation.RELU,
        conv(growth, 3));
  }

  private Conv2d conv(int filters, int size) {
    Conv2d conv = Conv2d.of(filters, size);
    return norm == Norm.NONE ? conv : conv.withoutBias();
  }
}
