package palestra.experiments.cli;

import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import palestra.agents.Evaluation;
import palestra.experiments.runs.RunDirectory;
import palestra.experiments.runs.RunInfo;
import palestra.experiments.runs.RunListener;

/**
 * Shows how a run goes, on standard error: a bar on a terminal, a line per evaluation elsewhere.
 */
final class Progress implements RunListener {
  private final Console console;
  private final boolean bar;
  private String name = "";
  private long total;
  private long begun;
  private long since;
  private double meanReturn = Double.NaN;
  private ProgressBar progressBar;

  /** {@code bar} only on a terminal, and only for one run at a time. */
  Progress(Console console, boolean bar) {
    this.console = console;
    this.bar = bar;
  }

  @Override
  public void started(RunDirectory run, RunInfo info, long steps, long totalSteps) {
    name = String.valueOf(run.path().getFileName());
    total = totalSteps;
    begun = steps;
    since = System.nanoTime();
    console.note(
        String.format(
            Locale.ROOT,
            "%s: %s on %s, seed %d, %s config, %,d steps%s",
            run,
            info.learner(),
            info.task(),
            info.seed(),
            info.configName(),
            totalSteps,
            steps > 0 ? String.format(Locale.ROOT, ", from step %,d", steps) : ""));
    if (bar) {
      progressBar = ProgressBars.open(console, name, steps, totalSteps);
    }
  }

  @Override
  public void progressed(long steps, double mean) {
    meanReturn = mean;
    if (progressBar != null) {
      progressBar.stepTo(steps);
      if (Double.isFinite(mean)) {
        progressBar.setExtraMessage(String.format(Locale.ROOT, " return %.1f", mean));
      }
    }
  }

  @Override
  public void evaluated(long steps, Evaluation evaluation, boolean best) {
    if (progressBar == null) {
      double seconds = (System.nanoTime() - since) / 1e9;
      console.note(
          String.format(
              Locale.ROOT,
              "%s: %,9d / %,d steps   return %7.1f   evaluation %7.1f ± %-6.1f %s %,8.0f steps/s",
              name,
              steps,
              total,
              meanReturn,
              evaluation.mean(),
              evaluation.std(),
              best ? "best" : "    ",
              (steps - begun) / seconds));
    }
  }

  @Override
  public void note(String line) {
    console.note(line);
  }

  @Override
  public void close() {
    if (progressBar != null) {
      progressBar.close();
    }
  }
}
