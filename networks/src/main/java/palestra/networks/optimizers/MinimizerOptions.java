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
