package palestra.experiments.leaderboard;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import palestra.experiments.store.EvaluationRecord;
import palestra.experiments.store.EvaluationRecord.Checkpoint;
import palestra.experiments.store.RunRecord;
import palestra.experiments.store.RunRecord.Kind;
import palestra.experiments.store.RunStatus;

/** Made-up runs. */
final class Runs {
  static final String CONFIG = "{\"nSteps\": 32}";

  private Runs() {}

  static RunRecord agent(String agent, String env, long seed, double... returns) {
    return agent(agent, env, CONFIG, 100_000, seed, returns);
  }

  static RunRecord agent(
      String agent, String env, String config, long steps, long seed, double... returns) {
    int[] lengths = new int[returns.length];
    Arrays.fill(lengths, 10);
    return new RunRecord(
        "%s-%s-%d-%d-%d".formatted(agent, env, seed, steps, config.hashCode()),
        "runs/" + agent + seed,
        Kind.AGENT,
        agent,
        env,
        env.startsWith("CartPole") ? OptionalDouble.of(475) : OptionalDouble.empty(),
        new RunRecord.Settings("tuned", config),
        seed,
        new RunRecord.Effort(steps, steps, 10 + seed, Map.of("env", 1.0)),
        RunStatus.FINISHED,
        new RunRecord.Origin("abc", Map.of(), Instant.parse("2026-01-01T00:00:00Z")),
        List.of(
            EvaluationRecord.of(Checkpoint.BEST, 0, returns, lengths),
            EvaluationRecord.of(Checkpoint.LAST, 0, new double[] {-1000}, new int[] {1})),
        Map.of());
  }

  static RunRecord model(String model, String data, long seed, Map<String, Double> metrics) {
    return new RunRecord(
        model + seed,
        "runs/" + model + seed,
        Kind.MODEL,
        model,
        data,
        OptionalDouble.empty(),
        new RunRecord.Settings("default", "{}"),
        seed,
        new RunRecord.Effort(1000, 1000, 5, Map.of()),
        RunStatus.FINISHED,
        new RunRecord.Origin("", Map.of(), Instant.EPOCH),
        List.of(),
        metrics);
  }

  static RunRecord with(RunRecord run, String id, RunStatus status, Instant createdAt) {
    return new RunRecord(
        id,
        run.path(),
        run.kind(),
        run.learner(),
        run.task(),
        run.rewardThreshold(),
        run.settings(),
        run.seed(),
        run.effort(),
        status,
        new RunRecord.Origin(run.origin().commit(), run.origin().versions(), createdAt),
        run.evaluations(),
        run.metrics());
  }
}
