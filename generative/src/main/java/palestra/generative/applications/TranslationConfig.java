package palestra.generative.applications;

import java.util.List;
import palestra.generative.data.strokes.StrokeStyle;
import palestra.generative.internal.Checks;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Translation}.
 *
 * @param from the style that is translated
 * @param to the style that is wanted
 * @param filters channels at the full size and after each halving. More of them see farther
 * @param adversarialWeight of the critic's judgement beside the mean absolute error, whose weight
 *     is 1; pix2pix has 0.01. 0 leaves the critic out. More is sharper and farther off, pixel by
 *     pixel
 * @param criticFilters channels of the critic's convolutions
 * @param batchSize pairs in a step
 * @param totalSteps of training
 * @param learningRate Adam's, of both networks
 * @param heldOut pairs that are measured
 */
public record TranslationConfig(
    StrokeStyle from,
    StrokeStyle to,
    List<Integer> filters,
    double adversarialWeight,
    List<Integer> criticFilters,
    int batchSize,
    long totalSteps,
    Schedule learningRate,
    int heldOut) {

  public TranslationConfig {
    filters = List.copyOf(filters);
    criticFilters = List.copyOf(criticFilters);
    if (from == to) {
      throw new IllegalArgumentException("to must be another style than from, " + from);
    }
    Settings.filters(filters);
    Checks.notNegative("adversarialWeight", adversarialWeight);
    criticFilters.forEach(each -> Checks.atLeast("each of criticFilters", each, 1));
    Checks.atLeast("batchSize", batchSize, 1);
    Checks.atLeast("totalSteps", totalSteps, 1);
    Checks.atLeast("heldOut", heldOut, 1);
  }

  /** What holds where nothing is set. */
  public static TranslationConfig defaults() {
    return new TranslationConfig(
        StrokeStyle.PEN,
        StrokeStyle.OUTLINE,
        List.of(24, 48, 96),
        0.01,
        List.of(32, 64),
        32,
        1_000,
        Schedule.linear(1e-3, 5e-5),
        500);
  }
}
