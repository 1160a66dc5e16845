package palestra.networks.bodies;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dropout;
import palestra.networks.layers.GlobalPool;
import palestra.networks.layers.MaxPool;
import palestra.networks.layers.Padding;

/**
 * Inception in its first form, GoogLeNet (Szegedy et al. 2014, "Going deeper with convolutions"):
 * modules that look at each place through windows of 1 x 1, 3 x 3 and 5 x 5 and a maximum of 3 x 3
 * at once, each made cheap by a convolution of 1 x 1, and lay the results side by side.
 *
 * <pre>
 *   224 x 224 x 3     a photograph
 *    56 x  56 x 64    stem0: 7 x 7 in steps of 2, pool
 *    28 x  28 x 192   stem1: 1 x 1, 3 x 3, pool
 *    28 x  28 x 480   stage0: 2 modules
 *    14 x  14 x 832   stage1: 5 modules after a pool
 *     7 x   7 x 1024  stage2: 2 modules after a pool
 *   1024              global mean, dropout
 * </pre>
 *
 * <p>Scaled away: local response normalisation and the two auxiliary classifiers. Without
 * normalisation it learns slowly from scratch; {@code norm=batch} is Ioffe and Szegedy's (2015).
 *
 * @param modules in each of the three stages, at most 2, 5 and 2
 * @param width times which the paper's numbers of channels are taken
 * @param stem {@link Stem#SMALL} for small pictures
 * @param dropout rate at the end, in [0, 1)
 * @param norm after each convolution; none in the paper
 */
public record Inception(List<Integer> modules, double width, Stem stem, double dropout, Norm norm)
    implements Body {
  /** Channels of a module: 1 x 1; 3 x 3 and before it; 5 x 5 and before it; after the pool. */
  private record Module(int one, int before3, int three, int before5, int five, int pool) {}

  private static final List<List<Module>> STAGES =
      List.of(
          List.of(new Module(64, 96, 128, 16, 32, 32), new Module(128, 128, 192, 32, 96, 64)),
          List.of(
              new Module(192, 96, 208, 16, 48, 64),
              new Module(160, 112, 224, 24, 64, 64),
              new Module(128, 128, 256, 24, 64, 64),
              new Module(112, 144, 288, 32, 64, 64),
              new Module(256, 160, 320, 32, 128, 128)),
          List.of(
              new Module(256, 160, 320, 32, 128, 128), new Module(384, 192, 384, 48, 128, 128)));

  /** The name's own settings: the paper's. */
  static final Inception DEFAULTS = new Inception(List.of(2, 5, 2), 1, Stem.LARGE, 0.4, Norm.NONE);

  public Inception {
    modules = List.copyOf(modules);
    Checks.count("inception: modules", modules, 1, STAGES.size());
    Checks.positive("inception: modules", modules);
    for (int i = 0; i < modules.size(); i++) {
      int most = STAGES.get(i).size();
      if (modules.get(i) > most) {
        throw new IllegalArgumentException(
            "inception: modules must be at most 2,5,2, but are " + modules);
      }
    }
    Checks.above0("inception: width", width);
    Checks.share("inception: dropout", dropout);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    int halvings = modules.size() - 1 + (stem == Stem.LARGE ? 3 : 0);
    Checks.picture("inception", 1 << halvings, shape);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = stem(scope, x);
    for (int s = 0; s < modules.size(); s++) {
      Scope stage = scope.child("stage" + s);
      y = s == 0 ? y : new MaxPool(3, 2, Padding.SAME).apply(stage, y);
      for (int m = 0; m < modules.get(s); m++) {
        y = module(stage.child("module" + m), STAGES.get(s).get(m), y);
      }
      scope.stage("stage" + s, y);
    }
    y = GlobalPool.AVERAGE.apply(scope, y);
    y = new Dropout(dropout).apply(scope, y);
    scope.stage("out", y);
    return y;
  }

  private Operand<TFloat32> stem(Scope scope, Operand<TFloat32> x) {
    MaxPool pool = new MaxPool(3, 2, Padding.SAME);
    if (stem == Stem.SMALL) {
      Operand<TFloat32> y = conv(64, 3, 1).apply(scope.child("stem0"), x);
      scope.stage("stem0", y);
      return y;
    }
    Operand<TFloat32> y = pool.apply(scope, conv(64, 7, 2).apply(scope.child("stem0"), x));
    scope.stage("stem0", y);
    Scope second = scope.child("stem1");
    y = conv(64, 1, 1).apply(second.child("reduce"), y);
    y = pool.apply(scope, conv(192, 3, 1).apply(second.child("three"), y));
    scope.stage("stem1", y);
    return y;
  }

  private Operand<TFloat32> module(Scope scope, Module m, Operand<TFloat32> x) {
    Operand<TFloat32> one = conv(m.one, 1, 1).apply(scope.child("one"), x);
    Operand<TFloat32> three = conv(m.before3, 1, 1).apply(scope.child("before3"), x);
    three = conv(m.three, 3, 1).apply(scope.child("three"), three);
    Operand<TFloat32> five = conv(m.before5, 1, 1).apply(scope.child("before5"), x);
    five = conv(m.five, 5, 1).apply(scope.child("five"), five);
    Operand<TFloat32> pooled = new MaxPool(3, 1, Padding.SAME).apply(scope, x);
    pooled = conv(m.pool, 1, 1).apply(scope.child("pool"), pooled);
    return scope.tf().concat(List.of(one, three, five, pooled), scope.tf().constant(3));
  }

  private ConvNorm conv(int channels, int size, int stride) {
    int filters = (int) Math.max(1, Math.round(channels * width));
    return ConvNorm.of(filters, size, stride, norm, Activation.RELU);
  }
}
