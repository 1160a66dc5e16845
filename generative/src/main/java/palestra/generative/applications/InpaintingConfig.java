package palestra.generative.applications;

import java.util.List;
import palestra.generative.internal.Checks;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Inpainting}.
 *
 * @param holeLeast share of each side that a hole takes at least
 * @param holeMost share of each side that a hole takes at most
 * @param filters channels at the full size and after each halving. More of them see farther
 * @param batchSize pictures in a step
 * @param totalSteps of training
 * @param learningRate Adam's
 * @param heldOut pictures that are measured
 */
public record InpaintingConfig(
    double holeLeast,
    double holeMost,
    List<Integer> filters,
    int batchSize,
    long totalSteps,
    Schedule learningRate,
    int heldOut) {

  public InpaintingConfig {
    filters = List.copyOf(filters);
    Settings.between("holeLeast", holeLeast, 0.05, 0.8);
    Settings.between("holeMost", holeMost, holeLeast, 0.8);
    Settings.filters(filters);
    Checks.atLeast("batchSize", batchSize, 1);
    Checks.atLeast("totalSteps", totalSteps, 1);
    Checks.atLeast("heldOut", heldOut, 1);
  }

  /** What holds where nothing is set. */
  public static InpaintingConfig defaults() {
    return new InpaintingConfig(
        0.3, 0.5, List.of(24, 48, 96, 96), 32, 1_500, Schedule.linear(1e-3, 5e-5), 500);
  }
}
