package palestra.generative;

/** A model that makes rows from latent numbers: a GAN, or an autoencoder. */
public interface LatentModel extends GenerativeModel {

  /** How many latent numbers an example has. */
  int latentSize();

  /**
   * The rows that latents stand for, in the units of the data; the mean where there is a
   * distribution.
   *
   * @param latents a row of {@link #latentSize} each
   */
  float[][] decode(float[][] latents);
}
