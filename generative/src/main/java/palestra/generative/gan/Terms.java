package palestra.generative.gan;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;

/** Both players' losses: the {@link Objective}, classes, and what is added to it. */
final class Terms {
  private final GanConfig config;
  private final Players players;
  private final Operand<TFloat32> signs;

  /**
   * What a discriminator step is about, noise on both halves included.
   *
   * @param i its place in the run
   * @param real {@code [batch, ...shape]}
   * @param fake as many
   * @param labels of both, a one in each one's column; null without labels
   * @param share where between real and fake packs the penalty is; null without one
   */
  record Draw(
      int i,
      Operand<TFloat32> real,
      Operand<TFloat32> fake,
      Operand<TFloat32> labels,
      Operand<TFloat32> share) {}

  /**
   * A discriminator's loss.
   *
   * @param value all of it
   * @param judged what it said of real packs and, below them, of fake ones
   * @param fake what it said of the fake ones, where they went through it by themselves; or null
   * @param auxiliary the classes' part; null without
   * @param penalty the penalties' part; null without
   */
  record Loss(
      Operand<TFloat32> value,
      Operand<TFloat32> judged,
      Players.Judged fake,
      Operand<TFloat32> auxiliary,
      Operand<TFloat32> penalty) {}

  Terms(Scope scope, GanConfig config, Players players) {
    this.config = config;
    this.players = players;
    this.signs = scope.tf().constant(signs(config.batchSize() / config.packing()));
  }

  /** One for each real pack, then minus one for each fake one. */
  private static float[][] signs(int packs) {
    float[][] signs = new float[2 * packs][1];
    Arrays.fill(signs, 0, packs, new float[] {1});
    Arrays.fill(signs, packs, 2 * packs, new float[] {-1});
    return signs;
  }

  /** The paper's objective, then what is added to it. */
  Loss discriminatorLoss(Scope at, Draw draw) {
    Loss loss = objective(at, draw);
    Ops tf = at.tf();
    Penalties.Critic critic = samples -> players.judge(at, samples, draw.labels()).real();
    Operand<TFloat32> penalty = null;
    if (config.gradientPenalty() > 0) {
      Operand<TFloat32> one =
          Penalties.gradientPenalty(
              at, critic, draw.real(), draw.fake(), draw.share(), config.packing());
      penalty = tf.math.mul(tf.constant((float) config.gradientPenalty()), one);
    }
    if (config.r1Gamma() > 0) {
      Operand<TFloat32> one = Penalties.r1(at, critic, draw.real(), config.packing());
      Operand<TFloat32> r1 = tf.math.mul(tf.constant((float) config.r1Gamma()), one);
      penalty = penalty == null ? r1 : tf.math.add(penalty, r1);
    }
    if (penalty == null) {
      return loss;
    }
    return new Loss(
        tf.math.add(loss.value(), penalty), loss.judged(), loss.fake(), loss.auxiliary(), penalty);
  }

  /** What is said of real and fake packs, and what it costs. */
  Loss objective(Scope at, Draw draw) {
    Ops tf = at.tf();
    Operand<TFloat32> judged;
    Operand<TFloat32> named;
    Players.Judged fake = null;
    if (apart()) {
      Players.Judged real = players.judge(at, draw.real(), draw.labels());
      fake = players.judge(at, draw.fake(), draw.labels());
      judged = below(tf, real.real(), fake.real());
      named = real.classes() == null ? null : below(tf, real.classes(), fake.classes());
    } else {
      Operand<TFloat32> labels =
          draw.labels() == null ? null : below(tf, draw.labels(), draw.labels());
      Players.Judged both = players.judge(at, below(tf, draw.real(), draw.fake()), labels);
      judged = both.real();
      named = both.classes();
    }
    Operand<TFloat32> value = config.loss().discriminator(at, judged, signs);
    if (named == null) {
      return new Loss(value, judged, fake, null, null);
    }
    Operand<TFloat32> auxiliary =
        tf.math.mul(
            tf.constant(2f), crossEntropy(at, named, below(tf, draw.labels(), draw.labels())));
    return new Loss(weighed(tf, value, auxiliary), judged, fake, auxiliary, null);
  }

  Operand<TFloat32> generatorLoss(Scope at, Players.Judged judged, Draw draw) {
    Operand<TFloat32> value = config.loss().generator(at, judged.real());
    return judged.classes() == null
        ? value
        : weighed(at.tf(), value, crossEntropy(at, judged.classes(), draw.labels()));
  }

  /** Batch statistics are those of real or of fake packs; and one pass of both needs both alone. */
  private boolean apart() {
    return config.simultaneous() || Networks.normalisesBatch(config.discriminator());
  }

  private Operand<TFloat32> weighed(Ops tf, Operand<TFloat32> value, Operand<TFloat32> auxiliary) {
    return tf.math.add(
        value, tf.math.mul(tf.constant((float) config.auxiliaryWeight()), auxiliary));
  }

  /** {@code -log p(class)}, a mean. */
  private static Operand<TFloat32> crossEntropy(
      Scope scope, Operand<TFloat32> logits, Operand<TFloat32> labels) {
    Ops tf = scope.tf();
    Operand<TFloat32> right = tf.math.mul(labels, tf.nn.logSoftmax(logits));
    return tf.math.neg(Losses.mean(scope, tf.sum(right, tf.constant(1))));
  }

  private static Operand<TFloat32> below(Ops tf, Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.concat(List.of(a, b), tf.constant(0));
  }
}
