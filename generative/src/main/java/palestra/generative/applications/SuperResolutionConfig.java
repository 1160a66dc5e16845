package palestra.generative.applications;

import java.util.List;
import palestra.generative.internal.Checks;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link SuperResolution}.
 *
 * @param factors how many times larger each side is to become; a network of its own for each
 * @param filters channels of the convolutions. More is better and slower
 * @param blocks residual blocks of two convolutions each
 * @param batchSize pictures in a step
 * @param totalSteps of training, for each factor
 * @param learningRate Adam's
 * @param heldOut pictures that are measured
 */
public record SuperResolutionConfig(
    List<Integer> factors,
    int filters,
    int blocks,
    int batchSize,
    long totalSteps,
    Schedule learningRate,
    int heldOut) {

  public SuperResolutionConfig {
    factors = List.copyOf(factors);
    if (factors.isEmpty()) {
      throw new IllegalArgumentException("factors must be one or more numbers, such as [2, 4]");
    }
    factors.forEach(factor -> Checks.atLeast("each of factors", factor, 2));
    Checks.atLeast("filters", filters, 1);
    Checks.atLeast("blocks", blocks, 0);
    Checks.atLeast("batchSize", batchSize, 1);
    Checks.atLeast("totalSteps", totalSteps, 1);
    Checks.atLeast("heldOut", heldOut, 1);
  }

  /** What holds where nothing is set. */
  public static SuperResolutionConfig defaults() {
    return new SuperResolutionConfig(
        List.of(2, 4), 32, 4, 16, 1_200, Schedule.linear(1e-3, 1e-4), 200);
  }
}
