package palestra.generative.vae;

/** Makes {@link Vae} known as {@code cvae}, with {@link VaeConfig#CVAE}. */
public final class CvaeProvider extends VaePreset {
  public CvaeProvider() {
    super("cvae", VaeConfig.CVAE);
  }
}
