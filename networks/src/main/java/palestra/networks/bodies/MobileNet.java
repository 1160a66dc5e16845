package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.GlobalPool;

/**
 * MobileNet in its first form (Howard et al. 2017, "MobileNets: efficient convolutional neural
 * networks for mobile vision applications"): blocks of a depthwise convolution of 3 x 3 and one of
 * 1 x 1, a norm and a ReLU after each. Each stage but the first begins in steps of 2 and doubles
 * the channels.
 *
 * <pre>
 *   224 x 224 x 3     a photograph
 *   112 x 112 x 32    stem: 3 x 3 in steps of 2
 *   112 x 112 x 64    stage0: 1 block
 *    56 x  56 x 128   stage1: 2
 *    28 x  28 x 256   stage2: 2
 *    14 x  14 x 512   stage3: 6
 *     7 x   7 x 1024  stage4: 2
 *   1024              global mean
 * </pre>
 *
 * <p>Nothing is scaled away. It saves weights and products, yet on a CPU not as much time:
 * TensorFlow's depthwise kernels are slow.
 *
 * @param blocks in each stage
 * @param width the paper's width multiplier, times which its channels are taken
 * @param stem {@link Stem#SMALL} keeps the size of small pictures
 * @param norm after each convolution
 */
public record MobileNet(List<Integer> blocks, double width, Stem stem, Norm norm) implements Body {
  /** The name's own settings: the paper's. */
  static final MobileNet DEFAULTS =
      new MobileNet(List.of(1, 2, 2, 6, 2), 1, Stem.LARGE, Norm.BATCH);

  private static final int STEM = 32;
  private static final int FIRST = 64;

  public MobileNet {
    blocks = List.copyOf(blocks);
    Checks.count("mobilenet: blocks", blocks, 1, 8);
    Checks.positive("mobilenet: blocks", blocks);
    Checks.above0("mobilenet: width", width);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    int halvings = blocks.size() - 1 + (stem == Stem.LARGE ? 1 : 0);
    Checks.picture("mobilenet of " + blocks.size() + " stages", 1 << halvings, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    int step = stem == Stem.LARGE ? 2 : 1;
    Operand<TFloat32> y =
        ConvNorm.of(channels(STEM), 3, step, norm, Activation.RELU).apply(scope.child("stem"), x);
    scope.stage("stem", y);
    for (int s = 0; s < blocks.size(); s++) {
      for (int b = 0; b < blocks.get(s); b++) {
        Scope block = scope.child("stage" + s).child("block" + b);
        int stride = s > 0 && b == 0 ? 2 : 1;
        y = ConvNorm.depthwise(3, stride, norm, Activation.RELU).apply(block.child("depthwise"), y);
        y =
            ConvNorm.of(channels(FIRST << s), 1, 1, norm, Activation.RELU)
                .apply(block.child("pointwise"), y);
      }
      scope.stage("stage" + s, y);
    }
    y = GlobalPool.AVERAGE.apply(scope, y);
    scope.stage("out", y);
    return y;
  }

  private int channels(int papers) {
    return (int) Math.max(1, Math.round(papers * width));
  }
}
