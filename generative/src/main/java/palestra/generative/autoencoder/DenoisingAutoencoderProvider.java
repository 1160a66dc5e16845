package palestra.generative.autoencoder;

/**
 * Makes {@link Autoencoder} known as {@code denoising-ae}, with {@link
 * AutoencoderConfig#DENOISING}.
 */
public final class DenoisingAutoencoderProvider extends AutoencoderPreset {
  public DenoisingAutoencoderProvider() {
    super("denoising-ae", AutoencoderConfig.DENOISING);
  }
}
