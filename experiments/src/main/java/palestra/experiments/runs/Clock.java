package palestra.experiments.runs;

import palestra.agents.Phases;

/** A run's wall-clock time: what was spent before this process, and since. */
final class Clock {
  private final long begin = System.nanoTime();
  private final Phases before;

  Clock(Phases before) {
    this.before = before;
  }

  /** Seconds of the whole run. */
  double seconds() {
    return before.total() + (System.nanoTime() - begin) / 1e9;
  }

  /** The whole run's split; what this process's phases leave over is other. */
  Phases phases(Phases measured) {
    return before.plus(measured.within((System.nanoTime() - begin) / 1e9));
  }
}
