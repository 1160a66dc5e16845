package palestra.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.agents.Phases;
import palestra.experiments.runs.EvalResult;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.RunInfo;
import palestra.experiments.runs.Runs;
import palestra.experiments.store.RunStatus;

/** What {@code train} and {@code resume} say at the end. */
final class TrainReport {
  private TrainReport() {}

  /** Prints it and gives the exit status. */
  static int print(Runs.Outcome outcome, Console console, boolean json) {
    if (json) {
      console.json(document(outcome));
    } else {
      summary(outcome, console);
    }
    return outcome.info().progress().status() == RunStatus.INTERRUPTED ? Interruption.STATUS : 0;
  }

  static Map<String, Object> document(Runs.Outcome outcome) {
    RunInfo info = outcome.info();
    RunInfo.Progress progress = info.progress();
    boolean agent = info.kind().equals(RunInfo.AGENT);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", outcome.directory().toString());
    document.put(agent ? "env" : "data", info.task());
    document.put(agent ? "agent" : "model", info.learner());
    document.put("seed", info.seed());
    document.put("status", progress.status());
    if (progress.stopped() != null) {
      document.put("stopped", progress.stopped());
    }
    document.put(agent ? "envSteps" : "generatorSteps", progress.actualSteps());
    document.put("seconds", progress.seconds());
    document.put("stepsPerSecond", progress.actualSteps() / progress.seconds());
    if (agent) {
      document.put("finalEval", info.results().finalEval());
      document.put("lastEval", info.results().lastEval());
    } else {
      document.put("metrics", info.results().metrics());
      document.put("best", info.results().best());
      document.put("warnings", info.results().warnings());
    }
    Phases p = progress.phases();
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("env", p.env());
    phases.put("act", p.act());
    phases.put("learn", p.learn());
    phases.put("other", p.other());
    document.put("phases", phases);
    if (progress.environment() != null && !progress.environment().isEmpty()) {
      document.put("environment", progress.environment());
    }
    return document;
  }

  /** Run, status, steps, seconds and result for a table. */
  static Object[] row(Runs.Outcome outcome) {
    RunInfo info = outcome.info();
    RunInfo.Results results = info.results();
    String result = "";
    if (results.finalEval() != null) {
      EvalResult e = results.finalEval();
      EvalResult last = results.lastEval();
      result =
          String.format(
              Locale.ROOT,
              "best %.1f ± %.1f, last %.1f ± %.1f",
              e.mean(),
              e.std(),
              last.mean(),
              last.std());
    } else if (results.metrics() != null) {
      List<String> figures = new ArrayList<>();
      results
          .metrics()
          .forEach(
              (name, value) -> figures.add(String.format(Locale.ROOT, "%s %.3f", name, value)));
      result = String.join(", ", figures);
    }
    return new Object[] {
      outcome.directory(),
      info.progress().status(),
      String.format(Locale.ROOT, "%,d", info.progress().actualSteps()),
      String.format(Locale.ROOT, "%.1f", info.progress().seconds()),
      result
    };
  }

  private static void summary(Runs.Outcome outcome, Console console) {
    RunInfo info = outcome.info();
    RunInfo.Progress progress = info.progress();
    console.line(
        String.format(
            Locale.ROOT,
            "%s  %s: %s on %s, seed %d",
            outcome.directory(),
            progress.status(),
            info.learner(),
            info.task(),
            info.seed()));
    console.line(
        String.format(
            Locale.ROOT,
            "  steps       %,d of %,d in %.1f s (%,.0f steps/s)",
            progress.actualSteps(),
            progress.requestedSteps(),
            progress.seconds(),
            progress.actualSteps() / progress.seconds()));
    if (progress.stopped() != null) {
      console.line("  stopped     " + progress.stopped());
    }
    Phases p = progress.phases();
    console.line(
        info.kind().equals(RunInfo.AGENT)
            ? String.format(
                Locale.ROOT,
                "  time        environment %.1f s, acting %.1f s, learning %.1f s, other %.1f s",
                p.env(),
                p.act(),
                p.learn(),
                p.other())
            : String.format(
                Locale.ROOT,
                "  time        waiting for data %.1f s, learning %.1f s, measuring and other %.1f s",
                p.env(),
                p.learn(),
                p.other()));
    if (progress.restarts() > 0) {
      console.line(
          String.format(
              Locale.ROOT,
              "  faults      %,d episodes cut short: an environment failed and was made anew",
              progress.restarts()));
    }
    RunInfo.Results results = info.results();
    if (results.finalEval() != null) {
      evaluation(console, "best", results.finalEval());
      evaluation(console, "last", results.lastEval());
    }
    if (results.metrics() != null) {
      results
          .metrics()
          .forEach(
              (name, value) ->
                  console.line(String.format(Locale.ROOT, "  %-26s %.4f", name, value)));
    }
    if (results.warnings() != null) {
      results.warnings().forEach(line -> console.line("  warning     " + line));
    }
    if (progress.status() == RunStatus.INTERRUPTED) {
      console.line("  go on with: ./palestra resume " + outcome.directory());
    }
  }

  private static void evaluation(Console console, String which, EvalResult result) {
    console.line(
        String.format(
            Locale.ROOT,
            "  %s        %.1f ± %.1f (min %.1f, max %.1f) over %d episodes, checkpoint after %,d",
            which,
            result.mean(),
            result.std(),
            result.min(),
            result.max(),
            result.episodes(),
            result.checkpointEnvSteps()));
  }
}
