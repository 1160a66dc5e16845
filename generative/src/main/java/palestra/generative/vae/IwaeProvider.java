package palestra.generative.vae;

/** Makes {@link Vae} known as {@code iwae}, with {@link VaeConfig#IWAE}. */
public final class IwaeProvider extends VaePreset {
  public IwaeProvider() {
    super("iwae", VaeConfig.IWAE);
  }
}
