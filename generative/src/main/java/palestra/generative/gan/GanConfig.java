package palestra.generative.gan;

import java.util.List;
import palestra.networks.layers.Activation;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Gan}.
 *
 * @param packing samples that the discriminator judges together (PacGAN); 1 is the plain GAN. More
 *     works against mode collapse and makes the discriminator's task harder
 * @param latentSize numbers of the standard normal noise that a sample is made from
 * @param generatorWidths units of the generator's hidden layers
 * @param generatorActivation between the generator's layers
 * @param discriminatorWidths units of the discriminator's hidden layers
 * @param discriminatorActivation between the discriminator's layers, where {@code maxoutPieces} is
 *     1
 * @param maxoutPieces linear functions per unit of the discriminator's hidden layers, of which the
 *     largest counts; 1 for ordinary layers. PacGAN has 5, at five times the cost
 * @param loss the generator's objective
 * @param batchSize real samples, and as many generated ones, in a step; a multiple of {@code
 *     packing}. PacGAN's 100 packs are {@code 100 * packing} samples here
 * @param learningRate the generator's step size
 * @param discriminatorLearningRate the discriminator's step size
 * @param beta1 Adam's decay of the mean of gradients, in [0, 1). Lower is calmer in a game
 * @param beta2 Adam's decay of the mean of squared gradients, in [0, 1)
 * @param adamEpsilon keeps Adam's divisor away from zero
 * @param discriminatorSteps discriminator steps before each generator step
 * @param averageDecay decay per generator step of the running average of the generator's weights
 *     that samples are drawn from, in [0, 1); 0 draws from the newest weights
 */
public record GanConfig(
    int packing,
    int latentSize,
    List<Integer> generatorWidths,
    Activation generatorActivation,
    List<Integer> discriminatorWidths,
    Activation discriminatorActivation,
    int maxoutPieces,
    GeneratorLoss loss,
    int batchSize,
    Schedule learningRate,
    Schedule discriminatorLearningRate,
    double beta1,
    double beta2,
    double adamEpsilon,
    int discriminatorSteps,
    double averageDecay) {

  public GanConfig {
    generatorWidths = List.copyOf(generatorWidths);
    discriminatorWidths = List.copyOf(discriminatorWidths);
    atLeast("packing", packing, 1);
    atLeast("latentSize", latentSize, 1);
    generatorWidths.forEach(width -> atLeast("each of generatorWidths", width, 1));
    discriminatorWidths.forEach(width -> atLeast("each of discriminatorWidths", width, 1));
    atLeast("maxoutPieces", maxoutPieces, 1);
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
  }

  /** What holds where nothing is set. */
  public static GanConfig defaults() {
    return new GanConfig(
        1,
        2,
        List.of(128, 128),
        Activation.RELU,
        List.of(128, 128),
        Activation.LEAKY_RELU,
        1,
        GeneratorLoss.NON_SATURATING,
        128,
        Schedule.linear(1e-3, 0),
        Schedule.linear(1e-3, 0),
        0.8,
        0.999,
        1e-8,
        1,
        0.99);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be " + least + " or more, but is " + value);
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be 0 or more and below 1, but is " + value);
    }
  }
}
