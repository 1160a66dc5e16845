package palestra.generative.gan;

/** Makes {@link Gan} known as {@code minimax-gan}, the zero-sum game of Goodfellow et al. 2014. */
public final class MinimaxGanProvider extends GanPreset {
  public MinimaxGanProvider() {
    super("minimax-gan", Presets.MINIMAX);
  }
}
