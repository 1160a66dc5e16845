package palestra.generative.autoencoder;

/** Makes {@link Autoencoder} known as {@code ae}, with {@link AutoencoderConfig#AE}. */
public final class AutoencoderProvider extends AutoencoderPreset {
  public AutoencoderProvider() {
    super("ae", AutoencoderConfig.AE);
  }
}
