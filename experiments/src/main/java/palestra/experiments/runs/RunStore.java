package palestra.experiments.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import palestra.agents.Phases;
import palestra.experiments.config.Json;
import palestra.experiments.store.EvaluationRecord;
import palestra.experiments.store.EvaluationRecord.Checkpoint;
import palestra.experiments.store.RunRecord;
import palestra.experiments.store.Store;

/** Tells the leaderboard's store what became of runs. */
public final class RunStore {
  private final String database;

  /** Writes into this database; it is opened at the first run that is saved. */
  public RunStore(String database) {
    this.database = database;
  }

  /** Saves a run in place of what was saved of it before. */
  void save(RunDirectory run, RunInfo info, OptionalDouble rewardThreshold) {
    Store.open(database).saveRun(record(run, info, rewardThreshold));
  }

  static RunRecord record(RunDirectory run, RunInfo info, OptionalDouble rewardThreshold) {
    RunInfo.Progress progress = info.progress();
    Phases phases = progress.phases();
    Map<String, Double> split = new LinkedHashMap<>();
    split.put("env", phases.env());
    split.put("act", phases.act());
    split.put("learn", phases.learn());
    split.put("other", phases.other());
    List<EvaluationRecord> evaluations = new ArrayList<>();
    RunInfo.Results results = info.results();
    add(evaluations, Checkpoint.BEST, results.finalEval());
    add(evaluations, Checkpoint.LAST, results.lastEval());
    return new RunRecord(
        info.id(),
        run.toString(),
        info.kind().equals(RunInfo.AGENT) ? RunRecord.Kind.AGENT : RunRecord.Kind.MODEL,
        info.learner(),
        info.taskName(),
        rewardThreshold,
        new RunRecord.Settings(info.configName(), new Json().write(info.settings())),
        info.seed(),
        new RunRecord.Effort(
            progress.requestedSteps(), progress.actualSteps(), progress.seconds(), split),
        progress.status(),
        new RunRecord.Origin(
            info.origin().gitCommit(),
            info.origin().versions(),
            Instant.parse(info.origin().createdAt())),
        evaluations,
        results.metrics() == null ? Map.of() : results.metrics());
  }

  private static void add(
      List<EvaluationRecord> evaluations, Checkpoint checkpoint, EvalResult result) {
    if (result != null) {
      evaluations.add(
          new EvaluationRecord(checkpoint, result.seed(), result.returns(), result.lengths()));
    }
  }
}
