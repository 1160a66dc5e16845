package palestra.generative.gan;

/** Makes {@link Gan} known as {@code cgan}, conditional (Mirza and Osindero 2014). */
public final class CganProvider extends GanPreset {
  public CganProvider() {
    super("cgan", Presets.CGAN);
  }
}
