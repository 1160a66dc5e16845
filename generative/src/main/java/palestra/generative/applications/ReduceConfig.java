package palestra.generative.applications;

import palestra.generative.autoencoder.AutoencoderConfig;
import palestra.generative.internal.Checks;

/**
 * Settings of {@link Reduction}.
 *
 * @param model the autoencoder's settings; its latents are what examples are reduced to, two of
 *     them a place in the plane
 * @param totalSteps of training
 * @param componentExamples examples that the principal components are found from
 * @param heldOut examples that are measured
 */
public record ReduceConfig(
    AutoencoderConfig model, long totalSteps, int componentExamples, int heldOut) {

  public ReduceConfig {
    Checks.atLeast("totalSteps", totalSteps, 1);
    Checks.atLeast("componentExamples", componentExamples, 2);
    Checks.atLeast("heldOut", heldOut, 3);
  }

  /** What holds where nothing is set. */
  public static ReduceConfig defaults() {
    return new ReduceConfig(
        Autoencoders.plain(2, "mlp widths=512,256,64", "mlp widths=64,256,512", 128),
        6_000,
        2_000,
        1_500);
  }
}
