package palestra.generative.gan;

/** Makes {@link Gan} known as {@code acgan}, with an auxiliary classifier (Odena et al. 2016). */
public final class AcganProvider extends GanPreset {
  public AcganProvider() {
    super("acgan", Presets.ACGAN);
  }
}
