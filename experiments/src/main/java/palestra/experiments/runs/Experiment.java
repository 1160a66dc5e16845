package palestra.experiments.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import palestra.experiments.config.Settings;
import palestra.experiments.runs.ExperimentPlan.Job;
import palestra.experiments.runs.Runs.Outcome;

/**
 * Does the runs of a plan, several at a time, each in a thread of its own. A run that is finished
 * is left as it is, one that was begun goes on from its checkpoint.
 */
public final class Experiment {
  /** Settings that a complaint about a run with others tells at most. */
  private static final int SHOWN = 3;

  private final Lab lab;
  private final Runs runs;
  private final ModelRuns modelRuns;
  private final Interruption interruption;

  /**
   * Works with what the lab has.
   *
   * @param store where results go
   * @param interruption looked at between steps and between runs
   */
  public Experiment(Lab lab, RunStore store, Interruption interruption) {
    this.lab = lab;
    this.interruption = interruption;
    runs = new Runs(lab, store, interruption);
    modelRuns = new ModelRuns(lab, store, interruption);
  }

  /**
   * What became of one run.
   *
   * @param outcome null if it failed or never began
   * @param error null if it did not fail
   */
  public record Result(Path run, Outcome outcome, String error) {}

  /**
   * Checks every run's settings, then does them.
   *
   * @param workers how many runs at a time, at least 1
   * @param listeners one for each run
   * @return a result for every run, in the plan's order
   * @throws IllegalArgumentException if a run's request is wrong; none has begun then
   */
  public List<Result> run(ExperimentPlan plan, int workers, Supplier<RunListener> listeners) {
    if (workers < 1) {
      throw new IllegalArgumentException("--workers must be at least 1, but is " + workers);
    }
    plan.jobs().forEach(this::check);
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Job job : plan.jobs()) {
        futures.add(
            pool.submit(
                () -> {
                  try (RunListener listener = listeners.get()) {
                    return interruption.requested() ? null : run(job, listener);
                  }
                }));
      }
      List<Result> results = new ArrayList<>();
      for (int i = 0; i < futures.size(); i++) {
        results.add(result(plan.jobs().get(i), futures.get(i)));
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  private static Result result(Job job, Future<Outcome> future) {
    Path run = job.request().run();
    try {
      return new Result(run, future.get(), null);
    } catch (ExecutionException e) {
      return new Result(run, null, String.valueOf(e.getCause().getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + run, e);
    }
  }

  private Outcome run(Job job, RunListener listener) {
    Path path = job.request().run();
    if (!RunDirectory.isRun(path)) {
      return job.model()
          ? modelRuns.train(job.request(), listener)
          : runs.trainAgent(job.request(), listener);
    }
    RunDirectory directory = RunDirectory.open(path);
    return job.model()
        ? modelRuns.resume(directory, listener)
        : runs.resumeAgent(directory, listener);
  }

  private void check(Job job) {
    TrainRequest request = job.request();
    Map<String, Object> settings;
    if (job.model()) {
      settings = ModelSetup.of(lab, request).settings();
    } else {
      AgentSetup<?> setup = AgentSetup.of(lab, request);
      settings = setup.settings();
      if (!RunDirectory.isRun(request.run())) {
        setup.requireBodyRun();
      }
    }
    Path run = request.run();
    if (RunDirectory.isRun(run)) {
      requireSame(run, RunDirectory.open(run).info().settings(), settings);
    }
  }

  private static void requireSame(
      Path run, Map<String, Object> there, Map<String, Object> planned) {
    List<String> others =
        Settings.differing(List.of(there, planned)).stream()
            .map(key -> "%s=%s, planned %s".formatted(key, there.get(key), planned.get(key)))
            .toList();
    if (!others.isEmpty()) {
      String more = others.size() > SHOWN ? "; and %d more".formatted(others.size() - SHOWN) : "";
      throw new IllegalArgumentException(
          "%s holds a run with other settings (%s%s); choose another root, or remove it"
              .formatted(run, String.join("; ", others.stream().limit(SHOWN).toList()), more));
    }
  }
}
