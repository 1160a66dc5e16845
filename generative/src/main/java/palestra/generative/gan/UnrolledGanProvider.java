package palestra.generative.gan;

/**
 * Makes {@link Gan} known as {@code unrolled-gan}, whose generator looks ahead (Metz et al. 2016).
 */
public final class UnrolledGanProvider extends GanPreset {
  public UnrolledGanProvider() {
    super("unrolled-gan", Presets.UNROLLED);
  }
}
