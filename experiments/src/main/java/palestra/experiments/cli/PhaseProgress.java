package palestra.experiments.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import palestra.experiments.runs.Interruption;
import palestra.generative.applications.Watch;

/** Shows what is being trained, on standard error: a bar on a terminal, a line elsewhere. */
final class PhaseProgress implements Watch, AutoCloseable {
  private final Console console;
  private final boolean bar;
  private final Interruption interruption;
  private String phase = "";
  private ProgressBar progressBar;

  /** The work was to end before it was done. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  PhaseProgress(Console console, boolean bar, Interruption interruption) {
    this.console = console;
    this.bar = bar;
    this.interruption = interruption;
  }

  @Override
  public void progressed(String what, long steps, long totalSteps) {
    if (interruption.requested()) {
      throw new StoppedException();
    }
    if (!what.equals(phase)) {
      close();
      phase = what;
      if (bar) {
        progressBar = ProgressBars.open(console, what, 0, totalSteps);
      } else {
        console.note(String.format(Locale.ROOT, "%s: %,d steps", what, totalSteps));
      }
    }
    if (progressBar != null) {
      progressBar.stepTo(steps);
    }
  }

  @Override
  public void close() {
    if (progressBar != null) {
      progressBar.close();
      progressBar = null;
    }
  }
}
