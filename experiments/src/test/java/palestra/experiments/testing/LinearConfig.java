package palestra.experiments.testing;

import java.util.List;
import palestra.networks.schedules.Schedule;

/** Settings of {@link LinearAgent}: one of each type that a config can have. */
public record LinearConfig(
    int nEnvs, int trialSteps, Schedule stepSize, List<Integer> widths, boolean greedy, Kind kind) {

  /** For an enum among the settings. */
  public enum Kind {
    NORMAL,
    UNIFORM
  }

  static LinearConfig defaults() {
    return new LinearConfig(4, 100, Schedule.valueOf(0.5), List.of(4), true, Kind.NORMAL);
  }

  public LinearConfig {
    if (nEnvs < 1) {
      throw new IllegalArgumentException("nEnvs must be at least 1, but is " + nEnvs);
    }
    if (trialSteps < 1) {
      throw new IllegalArgumentException("trialSteps must be at least 1, but is " + trialSteps);
    }
  }
}
