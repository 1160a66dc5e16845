package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dropout;
import palestra.networks.layers.GlobalPool;
import palestra.networks.layers.SqueezeExcitation;

/**
 * EfficientNet (Tan and Le 2019, "EfficientNet: rethinking model scaling for convolutional neural
 * networks"): inverted bottlenecks (expand by 1 x 1, depthwise convolution, squeeze and excitation,
 * project by 1 x 1; past it where the shape stays), swish throughout. Depth and width grow
 * together, {@code depth = 1.2^phi} and {@code width = 1.1^phi} with the picture's size {@code
 * 1.15^phi}: B0 has 1 and 1, B1 {@code depth=1.1}, B2 {@code depth=1.2 width=1.1}, B3 {@code
 * depth=1.4 width=1.2}.
 *
 * <pre>
 *   224 x 224 x 3     a photograph
 *   112 x 112 x 32    stem: 3 x 3 in steps of 2
 *   112 x 112 x 16    stage0: 1 block, 3 x 3, expanded by 1
 *    56 x  56 x 24    stage1: 2, 3 x 3, by 6
 *    28 x  28 x 40    stage2: 2, 5 x 5, by 6
 *    14 x  14 x 80    stage3: 3, 3 x 3, by 6
 *    14 x  14 x 112   stage4: 3, 5 x 5, by 6
 *     7 x   7 x 192   stage5: 4, 5 x 5, by 6
 *     7 x   7 x 320   stage6: 1, 3 x 3, by 6
 *   1280              1 x 1, global mean, dropout
 * </pre>
 *
 * <p>Scaled away: stochastic depth in training.
 *
 * @param depth times which the paper's numbers of blocks are taken, rounded up
 * @param width times which its channels are taken, rounded to multiples of 8
 * @param stages how many of the seven, from the first on: fewer for small pictures
 * @param stem {@link Stem#SMALL} keeps the size of small pictures
 * @param dropout rate at the end, in [0, 1)
 * @param norm after each convolution
 */
public record EfficientNet(
    double depth, double width, int stages, Stem stem, double dropout, Norm norm) implements Body {
  /** A row of the paper's table 1. */
  private record Stage(int expansion, int channels, int blocks, int stride, int size) {}

  private static final List<Stage> STAGES =
      List.of(
          new Stage(1, 16, 1, 1, 3),
          new Stage(6, 24, 2, 2, 3),
          new Stage(6, 40, 2, 2, 5),
          new Stage(6, 80, 3, 2, 3),
          new Stage(6, 112, 3, 1, 5),
          new Stage(6, 192, 4, 2, 5),
          new Stage(6, 320, 1, 1, 3));
  private static final int STEM = 32;
  private static final int LAST = 1280;
  private static final int SQUEEZE = 4;
  private static final int MULTIPLE = 8;

  /** The name's own settings: B0. */
  static final EfficientNet DEFAULTS = new EfficientNet(1, 1, 7, Stem.LARGE, 0.2, Norm.BATCH);

  public EfficientNet {
    Checks.above0("efficientnet: depth", depth);
    Checks.above0("efficientnet: width", width);
    if (stages < 1 || stages > STAGES.size()) {
      throw new IllegalArgumentException(
          "efficientnet: stages must be from 1 to " + STAGES.size() + ", but is " + stages);
    }
    Checks.share("efficientnet: dropout", dropout);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    long halvings = STAGES.stream().limit(stages).filter(stage -> stage.stride == 2).count();
    int first = stem == Stem.LARGE ? 2 : 1;
    Checks.picture("efficientnet of " + stages + " stages", first << halvings, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    int step = stem == Stem.LARGE ? 2 : 1;
    Operand<TFloat32> y = conv(channels(STEM), 3, step).apply(scope.child("stem"), x);
    scope.stage("stem", y);
    for (int s = 0; s < stages; s++) {
      Stage stage = STAGES.get(s);
      int blocks = (int) Math.ceil(depth * stage.blocks);
      for (int b = 0; b < blocks; b++) {
        y = block(scope.child("stage" + s).child("block" + b), stage, b == 0, y);
      }
      scope.stage("stage" + s, y);
    }
    y = conv(channels(LAST), 1, 1).apply(scope.child("last"), y);
    y = GlobalPool.AVERAGE.apply(scope, y);
    y = new Dropout(dropout).apply(scope, y);
    scope.stage("out", y);
    return y;
  }

  private Operand<TFloat32> block(Scope scope, Stage stage, boolean first, Operand<TFloat32> x) {
    int in = Math.toIntExact(x.shape().get(3));
    int out = channels(stage.channels);
    int stride = first ? stage.stride : 1;
    Operand<TFloat32> y = x;
    if (stage.expansion > 1) {
      y = conv(stage.expansion * in, 1, 1).apply(scope.child("expand"), y);
    }
    y =
        ConvNorm.depthwise(stage.size, stride, norm, Activation.SWISH)
            .apply(scope.child("depthwise"), y);
    // A quarter of what the block gets, before its expansion.
    y =
        new SqueezeExcitation(Math.max(1, in / SQUEEZE), Activation.SWISH)
            .apply(scope.child("excitation"), y);
    y = ConvNorm.of(out, 1, 1, norm, Activation.LINEAR).apply(scope.child("project"), y);
    return stride == 1 && in == out ? scope.tf().math.add(x, y) : y;
  }

  private ConvNorm conv(int filters, int size, int stride) {
    return ConvNorm.of(filters, size, stride, norm, Activation.SWISH);
  }

  /** The paper's channels, scaled, to the nearest multiple of 8, but not more than 10 % fewer. */
  private int channels(int papers) {
    double scaled = papers * width;
    int rounded = Math.max(MULTIPLE, (int) (scaled + MULTIPLE / 2.0) / MULTIPLE * MULTIPLE);
    return rounded < 0.9 * scaled ? rounded + MULTIPLE : rounded;
  }
}
