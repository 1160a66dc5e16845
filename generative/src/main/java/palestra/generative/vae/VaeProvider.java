package palestra.generative.vae;

/** Makes {@link Vae} known as {@code vae}, with {@link VaeConfig#VAE}. */
public final class VaeProvider extends VaePreset {
  public VaeProvider() {
    super("vae", VaeConfig.VAE);
  }
}
