package palestra.generative.applications;

import java.util.List;
import palestra.generative.internal.Checks;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link StyleTransfer}.
 *
 * @param style the pattern whose look is wanted; its colours, width and angle come from the seed
 * @param filters channels of the body's blocks; each block halves the picture. More of them see
 *     wider patterns
 * @param bodySteps of training the body to tell patterns apart
 * @param bodyBatchSize pictures in such a step
 * @param bodySize side of those pictures in pixels
 * @param totalSteps of changing the picture
 * @param learningRate Adam's while the picture changes, in the units of a colour, which goes from 0
 *     to 1
 * @param contentWeight of the content loss. More keeps more of the picture
 * @param styleWeight of the style loss. More shows more of the pattern
 * @param contentScale what is left of a side of the picture, one part in so many, when it is
 *     compared with the content: a pattern should be gone at that size, and shapes be there still
 */
public record StyleConfig(
    Pattern style,
    List<Integer> filters,
    long bodySteps,
    int bodyBatchSize,
    int bodySize,
    long totalSteps,
    Schedule learningRate,
    double contentWeight,
    double styleWeight,
    int contentScale) {

  public StyleConfig {
    filters = List.copyOf(filters);
    Settings.filters(filters);
    Checks.atLeast("bodySteps", bodySteps, 1);
    Checks.atLeast("bodyBatchSize", bodyBatchSize, 1);
    Checks.atLeast("bodySize", bodySize, TextureBody.leastSide(filters.size()));
    Checks.atLeast("totalSteps", totalSteps, 1);
    Checks.notNegative("contentWeight", contentWeight);
    Checks.notNegative("styleWeight", styleWeight);
    Checks.atLeast("contentScale", contentScale, 1);
  }

  /** What holds where nothing is set. */
  public static StyleConfig defaults() {
    return new StyleConfig(
        Pattern.DOTS,
        List.of(16, 32, 64),
        2_000,
        32,
        32,
        800,
        Schedule.linear(0.03, 0.003),
        0.7,
        5,
        4);
  }
}
