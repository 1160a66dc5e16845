package palestra.generative.gan;

import java.util.function.Consumer;
import palestra.networks.schedules.Schedule;

/**
 * The members of the family that have names: what each changes of the plain GAN. Networks and rates
 * suit points; {@code tuned} has those for pictures.
 */
final class Presets {
  static final GanConfig GAN = preset(d -> {});

  /** Goodfellow et al. 2014: the zero-sum game. */
  static final GanConfig MINIMAX = preset(d -> d.loss = Objective.SATURATING);

  /** Mao et al. 2016. */
  static final GanConfig LSGAN = preset(d -> d.loss = Objective.LEAST_SQUARES);

  /** Arjovsky et al. 2017, algorithm 1: five critic steps, RMSProp; a wider clip for small nets. */
  static final GanConfig WGAN =
      preset(
          d -> {
            d.loss = Objective.WASSERSTEIN;
            d.weightClip = 0.1;
            d.discriminatorSteps = 5;
            d.optimizer = GanOptimizer.RMSPROP;
            rates(d, Schedule.valueOf(5e-4));
          });

  /** Gulrajani et al. 2017, algorithm 1: lambda 10, five critic steps, Adam without memory. */
  static final GanConfig WGAN_GP =
      preset(
          d -> {
            d.loss = Objective.WASSERSTEIN;
            d.gradientPenalty = 10;
            d.discriminatorSteps = 5;
            d.beta1 = 0;
            d.beta2 = 0.9;
            rates(d, Schedule.linear(1e-3, 0));
          });

  /** Radford et al. 2015, section 3, for pictures of 28 x 28: half their filters or less. */
  static final GanConfig DCGAN =
      preset(
          d -> {
            d.latentSize = 64;
            d.generator = "deconv filters=64,32 norm=batch";
            d.discriminator = "conv filters=32,64 units=0 norm=batch activation=leaky_relu";
            d.batchSize = 64;
            d.beta1 = 0.5;
            d.averageDecay = 0.999;
            rates(d, Schedule.linear(5e-4, 0));
          });

  /** Mirza and Osindero 2014. */
  static final GanConfig CGAN = preset(d -> d.labels = Labels.CONDITION);

  /** Odena et al. 2016. */
  static final GanConfig ACGAN = preset(d -> d.labels = Labels.AUXILIARY);

  /** Lin et al. 2018. */
  static final GanConfig PACGAN = preset(d -> d.packing = 2);

  /** Miyato et al. 2018. */
  static final GanConfig SNGAN =
      preset(
          d -> {
            d.loss = Objective.HINGE;
            d.spectralNorm = true;
            d.beta1 = 0;
            d.beta2 = 0.9;
          });

  /** Mescheder et al. 2018: gamma 10 in the paper, for pictures. */
  static final GanConfig R1_GAN = preset(d -> d.r1Gamma = 0.1);

  /** Metz et al. 2016. */
  static final GanConfig UNROLLED = preset(d -> d.unrolledSteps = 5);

  private Presets() {}

  private static GanConfig preset(Consumer<GanConfig.Draft> changes) {
    GanConfig.Draft draft = new GanConfig.Draft();
    changes.accept(draft);
    return draft.build();
  }

  private static void rates(GanConfig.Draft draft, Schedule rate) {
    draft.learningRate = rate;
    draft.discriminatorLearningRate = rate;
  }
}
