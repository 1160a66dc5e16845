package palestra.experiments.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.experiments.store.RunStatus;

/** Gives a run more steps than it was planned for. */
final class Extension {
  private Extension() {}

  /**
   * The record of the run with the new plan; its results are forgotten until there are new ones.
   *
   * @param setting which of the run's settings holds the planned steps
   * @param steps the new number of them
   * @param unplanned whether nothing depends on how many steps were planned, so that the run has
   *     the bits of one that was planned for all of them
   * @throws IllegalArgumentException if the run has as many steps, or was stopped by a setting
   */
  static RunInfo of(RunDirectory directory, String setting, long steps, boolean unplanned) {
    RunInfo info = directory.info();
    RunInfo.Progress done = info.progress();
    long planned = done.requestedSteps();
    if (steps <= planned) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--steps must be more than the %,d steps that %s was planned for, but is %,d",
              planned,
              directory,
              steps));
    }
    if (done.stopped() != null) {
      throw new IllegalArgumentException(
          "--steps is for a run that used up its steps, but %s stopped before: %s"
              .formatted(directory, done.stopped()));
    }
    Map<String, Object> settings = new LinkedHashMap<>(info.settings());
    settings.put(setting, steps);
    return new RunInfo(
        info.formatVersion(),
        info.id(),
        info.kind(),
        info.learner(),
        info.task(),
        info.envArgs(),
        info.configName(),
        settings,
        info.seed(),
        info.device(),
        info.from(),
        info.origin(),
        new RunInfo.Progress(
            RunStatus.INTERRUPTED,
            steps,
            done.actualSteps(),
            done.seconds(),
            done.phases(),
            null,
            done.environment(),
            null),
        new RunInfo.Results(null, null, null, null, info.results().warnings()),
        unplanned ? info.exactness() : inexact(info.exactness(), planned));
  }

  private static Exactness inexact(Exactness before, long planned) {
    List<String> why = new ArrayList<>(before == null ? List.of() : before.why());
    why.add(
        String.format(
            Locale.ROOT, "planned for %,d steps, and went on with resume --steps", planned));
    return new Exactness(false, why);
  }
}
