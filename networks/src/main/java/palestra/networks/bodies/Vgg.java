package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Dropout;
import palestra.networks.layers.Flatten;
import palestra.networks.layers.MaxPool;

/**
 * VGG (Simonyan and Zisserman 2014, "Very deep convolutional networks for large-scale image
 * recognition"): blocks of convolutions of 3 x 3, a maximum of 2 x 2 after each, then dense layers
 * with dropout after each. Channels double from block to block, up to eight times the first's.
 *
 * <pre>
 *   224 x 224 x 3    a photograph
 *   112 x 112 x 64   block0: 2 convolutions, pool
 *    56 x  56 x 128  block1: 2
 *    28 x  28 x 256  block2: 3
 *    14 x  14 x 512  block3: 3
 *     7 x   7 x 512  block4: 3
 *   4096, 4096       dense
 * </pre>
 *
 * <p>{@code blocks=1,1,2,2,2}, {@code 2,2,2,2,2}, {@code 2,2,3,3,3} and {@code 2,2,4,4,4} are
 * VGG-11, 13, 16 and 19. The paper trained the deep ones from the shallow ones; normalisation
 * ({@code norm=batch}) does without. Nothing is scaled away.
 *
 * @param blocks convolutions in each block
 * @param width channels of the first block
 * @param units of each dense layer
 * @param dropout rate after each dense layer, in [0, 1)
 * @param norm after each convolution; none in the paper
 */
public record Vgg(List<Integer> blocks, int width, List<Integer> units, double dropout, Norm norm)
    implements Body {
  /** The name's own settings: VGG-16. */
  static final Vgg DEFAULTS =
      new Vgg(List.of(2, 2, 3, 3, 3), 64, List.of(4096, 4096), 0.5, Norm.NONE);

  private static final int MOST_TIMES = 8;

  public Vgg {
    blocks = List.copyOf(blocks);
    units = List.copyOf(units);
    Checks.count("vgg: blocks", blocks, 1, 8);
    Checks.positive("vgg: blocks", blocks);
    Checks.atLeast("vgg: width", width, 1);
    Checks.positive("vgg: units", units);
    Checks.share("vgg: dropout", dropout);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    Checks.picture("vgg of " + blocks.size() + " blocks", 1 << blocks.size(), shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (int b = 0; b < blocks.size(); b++) {
      Scope block = scope.child("block" + b);
      int filters = width * Math.min(1 << b, MOST_TIMES);
      for (int i = 0; i < blocks.get(b); i++) {
        y = ConvNorm.of(filters, 3, 1, norm, Activation.RELU).apply(block.child("conv" + i), y);
      }
      y = new MaxPool(2).apply(block, y);
      scope.stage("block" + b, y);
    }
    y = new Flatten().apply(scope, y);
    for (int i = 0; i < units.size(); i++) {
      Scope dense = scope.child("dense" + i);
      y = new Dense(units.get(i), Activation.RELU, Initializer.heNormal()).apply(dense, y);
      y = new Dropout(dropout).apply(dense, y);
      scope.stage("dense" + i, y);
    }
    return y;
  }
}
