package palestra.generative.gan;

/**
 * Makes {@link Gan} known as {@code r1-gan}, with a penalty at real examples (Mescheder et al.
 * 2018).
 */
public final class R1GanProvider extends GanPreset {
  public R1GanProvider() {
    super("r1-gan", Presets.R1_GAN);
  }
}
