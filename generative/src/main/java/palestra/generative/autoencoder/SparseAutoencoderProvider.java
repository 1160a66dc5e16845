package palestra.generative.autoencoder;

/** Makes {@link Autoencoder} known as {@code sparse-ae}, with {@link AutoencoderConfig#SPARSE}. */
public final class SparseAutoencoderProvider extends AutoencoderPreset {
  public SparseAutoencoderProvider() {
    super("sparse-ae", AutoencoderConfig.SPARSE);
  }
}
