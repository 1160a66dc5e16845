package palestra.networks.optimizers;

import java.util.Optional;

/**
 * What a {@link Minimizer} does beside its optimiser's update.
 *
 * @param clipping how gradients are limited
 * @param fineTuning what is frozen and what learns more slowly
 * @param lossScale for float16 products; empty for none
 */
public record MinimizerOptions(
    Clipping clipping, FineTuning fineTuning, Optional<LossScale> lossScale) {

  /** Nothing beside the update. */
  public static final MinimizerOptions DEFAULTS =
      new MinimizerOptions(Clipping.none(), FineTuning.NONE, Optional.empty());

  /**
   * Nothing but a limit of the gradients' global norm.
   *
   * @param maxGradNorm above 0; infinity for none
   */
  public static MinimizerOptions limited(double maxGradNorm) {
    if (!(maxGradNorm > 0)) {
      throw new IllegalArgumentException("maxGradNorm must be above 0, but is " + maxGradNorm);
    }
    return DEFAULTS.with(Clipping.globalNorm(maxGradNorm));
  }

  /** The same with another clipping. */
  public MinimizerOptions with(Clipping other) {
    return new MinimizerOptions(other, fineTuning, lossScale);
  }

  /** The same with another choice of what learns. */
  public MinimizerOptions with(FineTuning other) {
    return new MinimizerOptions(clipping, other, lossScale);
  }

  /** The same with a scaled loss. */
  public MinimizerOptions with(LossScale other) {
    return new MinimizerOptions(clipping, fineTuning, Optional.of(other));
  }
}
