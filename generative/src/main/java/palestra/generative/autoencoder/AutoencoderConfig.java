package palestra.generative.autoencoder;

import palestra.generative.internal.Checks;
import palestra.generative.internal.Codec;
import palestra.networks.layers.Activation;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Autoencoder}.
 *
 * @param latentSize numbers of the latent code; 0 for 32 where the data are pictures and 1 where
 *     they are points
 * @param encoder the body of the encoder as text, such as {@code mlp widths=512,256
 *     activation=relu} or {@code conv filters=32,64}; {@code auto} for {@code conv} where pictures
 *     have sides of 16 or more and {@code mlp} elsewhere
 * @param decoder as text, such as {@code mlp widths=256,512} or {@code deconv filters=64,32};
 *     {@code auto} for the encoder's counterpart
 * @param latentActivation what the latents pass: {@code linear}, or {@code sigmoid} where {@code
 *     sparsity} is {@code kl}
 * @param reconstruction the loss between an example and what is decoded
 * @param corruption what is done to an example before it is encoded
 * @param corruptionLevel how much: a deviation in the data's units, or a share. More makes coarser
 *     features
 * @param sparsity what keeps latents at rest
 * @param sparsityWeight its weight in the loss
 * @param sparsityTarget the mean activation of a latent that {@code kl} aims at, in (0, 1)
 * @param contractionWeight weight of the squared Frobenius norm of the encoder's Jacobian; 0 for
 *     none
 * @param jacobianProbes random directions of each example that estimate that norm, without bias; 0
 *     to compute it exactly, in as many backward passes as there are latents
 * @param batchSize examples in a step
 * @param learningRate Adam's step size
 */
public record AutoencoderConfig(
    int latentSize,
    String encoder,
    String decoder,
    Activation latentActivation,
    Reconstruction reconstruction,
    Corruption corruption,
    double corruptionLevel,
    Sparsity sparsity,
    double sparsityWeight,
    double sparsityTarget,
    double contractionWeight,
    int jacobianProbes,
    int batchSize,
    Schedule learningRate) {

  /** {@code ae}: reconstruction alone. */
  public static final AutoencoderConfig AE =
      new AutoencoderConfig(
          0,
          Codec.AUTO,
          Codec.AUTO,
          Activation.LINEAR,
          Reconstruction.AUTO,
          Corruption.NONE,
          0.3,
          Sparsity.NONE,
          1,
          0.05,
          0,
          1,
          128,
          Schedule.linear(1e-3, 1e-4));

  /** {@code denoising-ae}: Vincent et al. 2010, with Gaussian noise. */
  public static final AutoencoderConfig DENOISING =
      new AutoencoderConfig(
          AE.latentSize,
          AE.encoder,
          AE.decoder,
          AE.latentActivation,
          AE.reconstruction,
          Corruption.GAUSSIAN,
          AE.corruptionLevel,
          AE.sparsity,
          AE.sparsityWeight,
          AE.sparsityTarget,
          AE.contractionWeight,
          AE.jacobianProbes,
          AE.batchSize,
          AE.learningRate);

  /** {@code sparse-ae}: Ng 2011, with the target of his notes, 0.05, and more latents. */
  public static final AutoencoderConfig SPARSE =
      new AutoencoderConfig(
          64,
          AE.encoder,
          AE.decoder,
          Activation.SIGMOID,
          AE.reconstruction,
          AE.corruption,
          AE.corruptionLevel,
          Sparsity.KL,
          AE.sparsityWeight,
          AE.sparsityTarget,
          AE.contractionWeight,
          AE.jacobianProbes,
          AE.batchSize,
          AE.learningRate);

  /** {@code contractive-ae}: Rifai et al. 2011. */
  public static final AutoencoderConfig CONTRACTIVE =
      new AutoencoderConfig(
          AE.latentSize,
          AE.encoder,
          AE.decoder,
          AE.latentActivation,
          AE.reconstruction,
          AE.corruption,
          AE.corruptionLevel,
          AE.sparsity,
          AE.sparsityWeight,
          AE.sparsityTarget,
          0.1,
          AE.jacobianProbes,
          AE.batchSize,
          AE.learningRate);

  public AutoencoderConfig {
    Checks.atLeast("latentSize", latentSize, 0);
    Codec.check(encoder, decoder);
    Checks.notNegative("corruptionLevel", corruptionLevel);
    if (corruption == Corruption.MASKING) {
      Checks.share("corruptionLevel", corruptionLevel);
    }
    Checks.notNegative("sparsityWeight", sparsityWeight);
    if (!(sparsityTarget > 0 && sparsityTarget < 1)) {
      throw new IllegalArgumentException(
          "sparsityTarget must be above 0 and below 1, but is " + sparsityTarget);
    }
    if (sparsity == Sparsity.KL && latentActivation != Activation.SIGMOID) {
      throw new IllegalArgumentException(
          "latentActivation must be sigmoid where sparsity is kl, but is "
              + latentActivation.name().toLowerCase(java.util.Locale.ROOT));
    }
    Checks.notNegative("contractionWeight", contractionWeight);
    Checks.atLeast("jacobianProbes", jacobianProbes, 0);
    Checks.atLeast("batchSize", batchSize, 1);
  }
}
