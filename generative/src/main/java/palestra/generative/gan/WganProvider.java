package palestra.generative.gan;

/**
 * Makes {@link Gan} known as {@code wgan}, the Wasserstein GAN with clipped weights (Arjovsky et
 * al. 2017).
 */
public final class WganProvider extends GanPreset {
  public WganProvider() {
    super("wgan", Presets.WGAN);
  }
}
