package palestra.generative.autoencoder;

/**
 * Makes {@link Autoencoder} known as {@code contractive-ae}, with {@link
 * AutoencoderConfig#CONTRACTIVE}.
 */
public final class ContractiveAutoencoderProvider extends AutoencoderPreset {
  public ContractiveAutoencoderProvider() {
    super("contractive-ae", AutoencoderConfig.CONTRACTIVE);
  }
}
