package palestra.generative.applications;

import palestra.generative.autoencoder.AutoencoderConfig;
import palestra.generative.internal.Checks;

/**
 * Settings of {@link AnomalyDetection}.
 *
 * @param holdout the class that training never sees, such as {@code 3}, or {@code all} for one
 *     after the other
 * @param model the autoencoder's settings. Fewer latents than the data need for all classes tell
 *     strangers best
 * @param trainingExamples examples that are drawn for training, the class to be left out included
 * @param totalSteps of training, for each class left out
 * @param heldOut examples that are scored
 * @param score how strange an example is
 */
public record AnomalyConfig(
    String holdout,
    AutoencoderConfig model,
    int trainingExamples,
    long totalSteps,
    int heldOut,
    AnomalyScore score) {

  public AnomalyConfig {
    if (!holdout.matches("all|[0-9]{1,4}")) {
      throw new IllegalArgumentException(
          "holdout must be a class from 0 on, or all, but is " + holdout);
    }
    Checks.atLeast("trainingExamples", trainingExamples, 1);
    Checks.atLeast("totalSteps", totalSteps, 1);
    Checks.atLeast("heldOut", heldOut, 2);
  }

  /** What holds where nothing is set. */
  public static AnomalyConfig defaults() {
    return new AnomalyConfig(
        "all",
        Autoencoders.plain(8, "mlp widths=256,128", "mlp widths=128,256", 64),
        10_000,
        1_500,
        2_000,
        AnomalyScore.ERROR);
  }
}
