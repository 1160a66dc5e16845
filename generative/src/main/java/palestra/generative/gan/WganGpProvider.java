package palestra.generative.gan;

/**
 * Makes {@link Gan} known as {@code wgan-gp}, the Wasserstein GAN with a gradient penalty
 * (Gulrajani et al. 2017).
 */
public final class WganGpProvider extends GanPreset {
  public WganGpProvider() {
    super("wgan-gp", Presets.WGAN_GP);
  }
}
