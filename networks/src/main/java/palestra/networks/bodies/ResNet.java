package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.GlobalPool;
import palestra.networks.layers.Layer;
import palestra.networks.layers.MaxPool;
import palestra.networks.layers.Padding;
import palestra.networks.layers.Residual;
import palestra.networks.layers.Sequential;

/**
 * A residual network of basic blocks (He et al. 2015, "Deep residual learning for image
 * recognition"): {@code y = relu(x + norm(conv(relu(norm(conv(x))))))}. Each stage but the first
 * halves the sides and doubles the channels; there a convolution of 1 x 1 with a norm projects x
 * (the paper's option B). With {@code preActivation} the blocks of He et al. 2016 ("Identity
 * mappings in deep residual networks"): {@code y = x + conv(relu(norm(conv(relu(norm(x))))))}, and
 * a norm at the end.
 *
 * <pre>
 *   224 x 224 x 3    a photograph
 *    56 x  56 x 64   stem: 7 x 7 in steps of 2, pool
 *    56 x  56 x 64   stage0: 2 blocks
 *    28 x  28 x 128  stage1: 2
 *    14 x  14 x 256  stage2: 2
 *     7 x   7 x 512  stage3: 2
 *   512              global mean
 * </pre>
 *
 * <p>{@code blocks=2,2,2,2} is ResNet-18, {@code 3,4,6,3} ResNet-34; {@code blocks=3,3,3 width=16
 * stem=small} is the paper's ResNet-20 for CIFAR-10, but for its shortcuts without weights. Scaled
 * away: the bottleneck blocks of ResNet-50 and deeper.
 *
 * @param blocks in each stage
 * @param width channels of the first stage
 * @param stem {@link Stem#SMALL} for small pictures
 * @param preActivation whether norm and activation come before each convolution
 * @param norm after (or before) each convolution
 */
public record ResNet(List<Integer> blocks, int width, Stem stem, boolean preActivation, Norm norm)
    implements Body {
  /** The name's own settings: ResNet-18. */
  static final ResNet DEFAULTS = new ResNet(List.of(2, 2, 2, 2), 64, Stem.LARGE, false, Norm.BATCH);

  public ResNet {
    blocks = List.copyOf(blocks);
    Checks.count("resnet: blocks", blocks, 1, 8);
    Checks.positive("resnet: blocks", blocks);
    Checks.atLeast("resnet: width", width, 1);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    int halvings = blocks.size() - 1 + (stem == Stem.LARGE ? 2 : 0);
    Checks.picture("resnet of " + blocks.size() + " stages", 1 << halvings, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    boolean large = stem == Stem.LARGE;
    Operand<TFloat32> y =
        ConvNorm.of(width, large ? 7 : 3, large ? 2 : 1, norm, Activation.RELU)
            .apply(scope.child("stem"), x);
    y = large ? new MaxPool(3, 2, Padding.SAME).apply(scope, y) : y;
    scope.stage("stem", y);
    for (int s = 0; s < blocks.size(); s++) {
      Scope stage = scope.child("stage" + s);
      for (int b = 0; b < blocks.get(s); b++) {
        int stride = s > 0 && b == 0 ? 2 : 1;
        y = block(stage.child("block" + b), y, width << s, stride);
      }
      scope.stage("stage" + s, y);
    }
    if (preActivation) {
      y = Activation.RELU.apply(scope, norm.apply(scope.child("norm"), y));
    }
    y = GlobalPool.AVERAGE.apply(scope, y);
    scope.stage("out", y);
    return y;
  }

  private Operand<TFloat32> block(Scope scope, Operand<TFloat32> x, int filters, int stride) {
    boolean changes = stride != 1 || x.shape().get(3) != filters;
    if (preActivation) {
      Layer layer =
          Sequential.of(
              norm,
              Activation.RELU,
              conv(filters, 3, stride),
              norm,
              Activation.RELU,
              conv(filters, 3, 1));
      Layer past = changes ? conv(filters, 1, stride) : Activation.LINEAR;
      return new Residual(layer, past).apply(scope, x);
    }
    Layer layer =
        Sequential.of(
            ConvNorm.of(filters, 3, stride, norm, Activation.RELU),
            ConvNorm.of(filters, 3, 1, norm, Activation.LINEAR));
    Layer past =
        changes ? ConvNorm.of(filters, 1, stride, norm, Activation.LINEAR) : Activation.LINEAR;
    return Activation.RELU.apply(scope, new Residual(layer, past).apply(scope, x));
  }

  private Conv2d conv(int filters, int size, int stride) {
    Conv2d conv = Conv2d.of(filters, size).stride(stride);
    return norm == Norm.NONE ? conv : conv.withoutBias();
  }
}
