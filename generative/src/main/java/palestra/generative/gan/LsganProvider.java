package palestra.generative.gan;

/** Makes {@link Gan} known as {@code lsgan}, with least squares (Mao et al. 2016). */
public final class LsganProvider extends GanPreset {
  public LsganProvider() {
    super("lsgan", Presets.LSGAN);
  }
}
