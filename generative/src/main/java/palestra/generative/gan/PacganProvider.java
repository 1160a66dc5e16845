package palestra.generative.gan;

/** Makes {@link Gan} known as {@code pacgan}, packed (Lin et al. 2018). */
public final class PacganProvider extends GanPreset {
  public PacganProvider() {
    super("pacgan", Presets.PACGAN);
  }
}
