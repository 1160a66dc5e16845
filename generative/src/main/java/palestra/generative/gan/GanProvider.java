package palestra.generative.gan;

/** Makes {@link Gan} known as {@code gan}, the non-saturating game of Goodfellow et al. 2014. */
public final class GanProvider extends GanPreset {
  public GanProvider() {
    super("gan", Presets.GAN);
  }
}
