package palestra.generative.applications;

import palestra.generative.classifier.ClassifierConfig;
import palestra.generative.internal.Checks;
import palestra.generative.vae.VaeConfig;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Augmentation}.
 *
 * @param perClass labelled examples of each class that there are. The fewer, the more there is to
 *     gain, and the less a generative model can learn from them
 * @param generatedPerClass samples of each class that are added
 * @param model the conditional variational autoencoder's settings
 * @param totalSteps of its training
 * @param classifier the classifier's settings
 * @param classifierSteps of the classifier's training, the same with and without samples
 * @param repeats how often all of it is done, each time with other examples; figures are means
 * @param heldOut examples that the classifiers are measured on
 */
public record AugmentConfig(
    int perClass,
    int generatedPerClass,
    VaeConfig model,
    long totalSteps,
    ClassifierConfig classifier,
    long classifierSteps,
    int repeats,
    int heldOut) {

  public AugmentConfig {
    Checks.atLeast("perClass", perClass, 1);
    Checks.atLeast("generatedPerClass", generatedPerClass, 1);
    Checks.atLeast("totalSteps", totalSteps, 1);
    Checks.atLeast("classifierSteps", classifierSteps, 1);
    Checks.atLeast("repeats", repeats, 1);
    Checks.atLeast("heldOut", heldOut, 1);
    if (!model.conditional()) {
      throw new IllegalArgumentException("model.conditional must be true: samples need a class");
    }
  }

  /**
   * What holds where nothing is set. With more latents or a smaller beta the latents say which
   * class it is, and what is made of a class is of another.
   */
  public static AugmentConfig defaults() {
    VaeConfig cvae = VaeConfig.CVAE;
    VaeConfig small =
        new VaeConfig(
            4,
            "mlp widths=256,128",
            "mlp widths=128,256",
            cvae.likelihood(),
            cvae.sigma(),
            cvae.binarize(),
            Schedule.valueOf(4),
            cvae.importanceSamples(),
            cvae.conditional(),
            0,
            50,
            cvae.learningRate(),
            cvae.likelihoodExamples(),
            cvae.likelihoodSamples());
    return new AugmentConfig(10, 200, small, 2_000, ClassifierConfig.defaults(), 500, 3, 2_000);
  }
}
