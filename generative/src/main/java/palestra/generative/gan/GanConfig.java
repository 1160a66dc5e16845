package palestra.generative.gan;

import palestra.networks.bodies.Body;
import palestra.networks.decoders.Decoder;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Gan}: every member of the family is a choice of these, and they go together
 * but where a refusal says otherwise.
 *
 * @param packing samples that the discriminator judges together (Lin et al. 2018); 1 is the plain
 *     GAN. More works against mode collapse and makes the discriminator's task harder
 * @param latentSize numbers of the standard normal noise that a sample is made from
 * @param generator the generator as text, such as {@code mlp widths=128,128} or {@code deconv
 *     filters=128,64 norm=batch}
 * @param discriminator the discriminator's body as text, such as {@code mlp widths=200,200
 *     pieces=5} or {@code conv filters=64,128 units=0 activation=leaky_relu}
 * @param spectralNorm whether the largest singular value of each of the discriminator's kernels is
 *     divided away (Miyato et al. 2018); for the bodies {@code mlp} and {@code conv}
 * @param loss what both minimise
 * @param labels what they make of the data's classes
 * @param auxiliaryWeight of the cross-entropy of classes in both losses, where labels are {@code
 *     auxiliary}
 * @param weightClip what the discriminator's weights are cut off at after each step (Arjovsky et
 *     al. 2017), typically 0.01 to 0.1; 0 for not at all
 * @param gradientPenalty weight of {@code (|grad d| - 1)^2} between real and fake packs (Gulrajani
 *     et al. 2017), 10 in the paper; 0 for none
 * @param r1Gamma weight of {@code |grad d|^2 / 2} at real packs (Mescheder et al. 2018), 10 in the
 *     paper for pictures, less for small networks; 0 for none
 * @param unrolledSteps discriminator steps that the generator looks ahead (Metz et al. 2016), 5 to
 *     10 in the paper, each about as dear as a discriminator step three times; 0 for none
 * @param instanceNoise standard deviation of the normal noise on all that the discriminator sees
 *     (Sonderby et al. 2016), in the units of the data, a schedule over the planned steps
 * @param batchSize real samples, and as many generated ones, in a step; a multiple of {@code
 *     packing}. PacGAN's 100 packs are {@code 100 * packing} samples here
 * @param optimizer of both
 * @param learningRate the generator's step size
 * @param discriminatorLearningRate the discriminator's step size
 * @param beta1 Adam's decay of the mean of gradients, in [0, 1). Lower is calmer in a game
 * @param beta2 Adam's decay of the mean of squared gradients, in [0, 1)
 * @param adamEpsilon keeps Adam's divisor away from zero
 * @param discriminatorSteps discriminator steps before each generator step
 * @param simultaneous whether the generator learns against the discriminator before its step, both
 *     from one pass, as in PacGAN's code, or against the one after it, as in Goodfellow's algorithm
 * @param averageDecay decay per generator step of the running average of the generator that samples
 *     are drawn from, in [0, 1); 0 draws from the newest weights
 */
public record GanConfig(
    int packing,
    int latentSize,
    Decoder generator,
    Body discriminator,
    boolean spectralNorm,
    Objective loss,
    Labels labels,
    double auxiliaryWeight,
    double weightClip,
    double gradientPenalty,
    double r1Gamma,
    int unrolledSteps,
    Schedule instanceNoise,
    int batchSize,
    GanOptimizer optimizer,
    Schedule learningRate,
    Schedule discriminatorLearningRate,
    double beta1,
    double beta2,
    double adamEpsilon,
    int discriminatorSteps,
    boolean simultaneous,
    double averageDecay) {

  public GanConfig {
    atLeast("packing", packing, 1);
    atLeast("latentSize", latentSize, 1);
    notNegative("auxiliaryWeight", auxiliaryWeight);
    notNegative("weightClip", weightClip);
    notNegative("gradientPenalty", gradientPenalty);
    notNegative("r1Gamma", r1Gamma);
    atLeast("unrolledSteps", unrolledSteps, 0);
    atLeast("batchSize", batchSize, 1);
    if (batchSize % packing != 0) {
      throw new IllegalArgumentException(
          "batchSize must be a multiple of packing (" + packing + "), but is " + batchSize);
    }
    share("beta1", beta1);
    share("beta2", beta2);
    if (!(adamEpsilon > 0 && adamEpsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("adamEpsilon must be above 0, but is " + adamEpsilon);
    }
    atLeast("discriminatorSteps", discriminatorSteps, 1);
    share("averageDecay", averageDecay);
    Networks.requireSpectral(spectralNorm, discriminator);
    refuse(
        labels == Labels.AUXILIARY && packing > 1,
        "labels auxiliary names the class of single samples: packing must be 1, but is " + packing);
    refuse(
        unrolledSteps > 0 && simultaneous,
        "unrolledSteps looks at steps after the discriminator's: simultaneous must be false");
    boolean mixes = Networks.normalisesBatch(discriminator);
    refuse(
        mixes && gradientPenalty > 0,
        "gradientPenalty is about each pack by itself: discriminator must be without norm=batch");
    refuse(
        mixes && r1Gamma > 0,
        "r1Gamma is about each pack by itself: discriminator must be without norm=batch");
    refuse(
        unrolledSteps > 0 && (gradientPenalty > 0 || r1Gamma > 0 || weightClip > 0),
        "unrolledSteps looks ahead by the objective alone: gradientPenalty, r1Gamma and weightClip"
            + " must be 0");
    refuse(
        mixes && unrolledSteps > 0,
        "unrolledSteps must be 0 where the discriminator has norm=batch, whose running statistics"
            + " are not unrolled");
    refuse(
        loss == Objective.WASSERSTEIN
            && weightClip == 0
            && gradientPenalty == 0
            && r1Gamma == 0
            && !spectralNorm,
        "loss wasserstein has no bound of its own: set weightClip, gradientPenalty, r1Gamma or"
            + " spectralNorm");
  }

  /** What holds where nothing is set: the plain GAN, non-saturating. */
  public static GanConfig defaults() {
    return Presets.GAN;
  }

  /** Whether there is noise on what the discriminator sees at any time. */
  boolean noisy() {
    return !instanceNoise.equals(Schedule.valueOf(0.0));
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be " + least + " or more, but is " + value);
    }
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be 0 or more and below 1, but is " + value);
    }
  }

  /** The settings that differ between members of the family, for writing them down briefly. */
  static final class Draft {
    int packing = 1;
    int latentSize = 2;
    String generator = "mlp widths=128,128";
    String discriminator = "mlp widths=128,128 activation=leaky_relu";
    boolean spectralNorm;
    Objective loss = Objective.NON_SATURATING;
    Labels labels = Labels.NONE;
    double auxiliaryWeight = 1;
    double weightClip;
    double gradientPenalty;
    double r1Gamma;
    int unrolledSteps;
    Schedule instanceNoise = Schedule.valueOf(0.0);
    int batchSize = 128;
    GanOptimizer optimizer = GanOptimizer.ADAM;
    Schedule learningRate = Schedule.linear(1e-3, 0);
    Schedule discriminatorLearningRate = Schedule.linear(1e-3, 0);
    double beta1 = 0.8;
    double beta2 = 0.999;
    double adamEpsilon = 1e-8;
    int discriminatorSteps = 1;
    boolean simultaneous;
    double averageDecay = 0.99;

    GanConfig build() {
      return new GanConfig(
          packing,
          latentSize,
          Decoder.valueOf(generator),
          Body.valueOf(discriminator),
          spectralNorm,
          loss,
          labels,
          auxiliaryWeight,
          weightClip,
          gradientPenalty,
          r1Gamma,
          unrolledSteps,
          instanceNoise,
          batchSize,
          optimizer,
          learningRate,
          discriminatorLearningRate,
          beta1,
          beta2,
          adamEpsilon,
          discriminatorSteps,
          simultaneous,
          averageDecay);
    }
  }
}
