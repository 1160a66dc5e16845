package palestra.generative.gan;

/** Makes {@link Gan} known as {@code sngan}, with spectral normalisation (Miyato et al. 2018). */
public final class SnganProvider extends GanPreset {
  public SnganProvider() {
    super("sngan", Presets.SNGAN);
  }
}
