package palestra.generative.gan;

/** Makes {@link Gan} known as {@code dcgan}, with convolutions (Radford et al. 2015). */
public final class DcganProvider extends GanPreset {
  public DcganProvider() {
    super("dcgan", Presets.DCGAN);
  }
}
