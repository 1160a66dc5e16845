package palestra.experiments.runs;

import java.util.Locale;

/** Gives a run more steps than it was planned for. */
final class Extension {
  private Extension() {}

  /**
   * The record of the run with the new plan.
   *
   * @param setting which of the run's settings holds the planned steps
   * @param steps the new number of them
   * @throws IllegalArgumentException if the run has as many steps, or was stopped by a setting
   */
  static RunInfo of(RunDirectory directory, String setting, long steps) {
    RunInfo info = directory.info();
    RunInfo.Progress done = info.progress();
    if (steps <= done.requestedSteps()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--steps must be more than the %,d steps that %s was planned for, but is %,d",
              done.requestedSteps(),
              directory,
              steps));
    }
    if (done.stopped() != null) {
      throw new IllegalArgumentException(
          "--steps is for a run that used up its steps, but %s stopped before: %s"
              .formatted(directory, done.stopped()));
    }
    return info.planned(setting, steps);
  }

  /**
   * The record of a run whose first steps went by another plan than the rest. It has a name of its
   * own, so that no leaderboard counts it as a seed of runs that were planned so at first.
   *
   * @param before the run as it was planned until now
   */
  static RunInfo replanned(RunInfo before, RunInfo after) {
    long planned = before.progress().requestedSteps();
    return after.inexact(
        before.configName() + " from " + planned,
        String.format(
            Locale.ROOT, "planned for %,d steps, and went on with resume --steps", planned));
  }
}
