package palestra.generative.vae;

/** Makes {@link Vae} known as {@code beta-vae}, with {@link VaeConfig#BETA_VAE}. */
public final class BetaVaeProvider extends VaePreset {
  public BetaVaeProvider() {
    super("beta-vae", VaeConfig.BETA_VAE);
  }
}
