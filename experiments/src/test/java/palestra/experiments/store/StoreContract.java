package palestra.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import palestra.experiments.store.EvaluationRecord.Checkpoint;
import palestra.experiments.store.RunRecord.Kind;

/** What holds for a store in any database. */
abstract class StoreContract {

  /** A new and empty database, as {@link Store#open} takes it. */
  abstract String newDatabase() throws Exception;

  /** The same for plain JDBC. */
  abstract String jdbcUrl(String database);

  @Test
  void givesBackWhatWasSaved() throws Exception {
    Store store = Store.open(newDatabase());
    RunRecord agent = agent("a", "CartPole-v1", "ppo", 1, RunStatus.FINISHED);
    RunRecord model = model("b");

    store.saveRun(agent);
    store.saveRun(model);

    assertThat(store.runs(Filter.all())).containsExactly(agent, model);
    assertThat(store.run("b")).contains(model);
    assertThat(store.run("c")).isEmpty();
  }

  @Test
  void savingAgainReplaces() throws Exception {
    Store store = Store.open(newDatabase());
    store.saveRun(agent("a", "CartPole-v1", "ppo", 1, RunStatus.FINISHED));
    RunRecord running = agent("a", "Acrobot-v1", "dqn", 9, RunStatus.RUNNING);
    RunRecord withoutEvaluations = withoutEvaluations(running);

    store.saveRun(withoutEvaluations);

    assertThat(store.runs(Filter.all())).containsExactly(withoutEvaluations);
  }

  @Test
  void keepsNumbersThatAreNotFinite() throws Exception {
    Store store = Store.open(newDatabase());
    RunRecord run =
        withEvaluation(
            agent("a", "CartPole-v1", "ppo", 1, RunStatus.FINISHED),
            EvaluationRecord.of(
                Checkpoint.BEST,
                0,
                new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e300},
                new int[] {1, 2, 3}));

    store.saveRun(run);

    assertThat(store.run("a")).contains(run);
  }

  @Test
  void filters() throws Exception {
    Store store = Store.open(newDatabase());
    RunRecord first = agent("1", "CartPole-v1", "ppo", 1, RunStatus.FINISHED);
    RunRecord second = agent("2", "CartPole-v1", "dqn", 2, RunStatus.RUNNING);
    RunRecord third = agent("3", "Acrobot-v1", "ppo", 3, RunStatus.FINISHED);
    List.of(third, first, second).forEach(store::saveRun);

    assertThat(store.runs(Filter.all().withTask("CartPole-v1"))).containsExactly(first, second);
    assertThat(store.runs(Filter.all().withLearner("ppo"))).containsExactly(first, third);
    assertThat(store.runs(Filter.all().withStatus(RunStatus.RUNNING))).containsExactly(second);
    assertThat(store.runs(Filter.all().withTask("CartPole-v1").withLearner("ppo")))
        .containsExactly(first);
    assertThat(store.runs(Filter.all().withTask("' or 1=1 --"))).isEmpty();
  }

  @Test
  void forgets() throws Exception {
    Store store = Store.open(newDatabase());
    store.saveRun(agent("a", "CartPole-v1", "ppo", 1, RunStatus.FINISHED));

    assertThat(store.removeRun("a")).isTrue();
    assertThat(store.removeRun("a")).isFalse();
    assertThat(store.runs(Filter.all())).isEmpty();
  }

  @Test
  void manyOpenANewDatabaseAndWriteAtOnce() throws Exception {
    String database = newDatabase();
    ExecutorService workers = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int worker = 0; worker < 6; worker++) {
        int id = worker;
        tasks.add(
            () -> {
              Store store = Store.open(database);
              for (int i = 0; i < 5; i++) {
                store.saveRun(agent("own" + id, "CartPole-v1", "ppo", i, RunStatus.FINISHED));
                store.saveRun(agent("shared", "CartPole-v1", "ppo", id, RunStatus.FINISHED));
              }
              return null;
            });
      }
      for (Future<Void> done : workers.invokeAll(tasks)) {
        done.get();
      }
    } finally {
      workers.shutdownNow();
    }

    List<RunRecord> runs = Store.open(database).runs(Filter.all());
    assertThat(runs).hasSize(7).allSatisfy(run -> assertThat(run.evaluations()).hasSize(2));
  }

  @Test
  void refusesADatabaseOfANewerVersion() throws Exception {
    String database = newDatabase();
    Store.open(database);
    execute(database, "update flyway_schema_history set version = '999'");

    assertThatThrownBy(() -> Store.open(database))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("newer Palestra")
        .hasMessageContaining("999")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesADatabaseOfSomethingElse() throws Exception {
    String database = newDatabase();
    execute(database, "create table other (id integer)");

    assertThatThrownBy(() -> Store.open(database))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot make its tables")
        .hasMessageNotContaining("\n");
  }

  final void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static RunRecord agent(String id, String env, String agent, long seed, RunStatus status) {
    Map<String, Double> phases = new LinkedHashMap<>();
    phases.put("env", 1.25);
    phases.put("act", 0.1 + 0.2);
    return new RunRecord(
        id,
        "runs/größe '" + id + "'",
        Kind.AGENT,
        agent,
        env,
        OptionalDouble.of(475),
        new RunRecord.Settings("tuned", "{\"b\": 1e-3, \"a\": {\"d\": [1, 2], \"c\": null}}"),
        seed,
        new RunRecord.Effort(100_000, 99_968, 7.5, phases),
        status,
        new RunRecord.Origin(
            "abc", Map.of("java", "17"), Instant.parse("2026-01-01T00:00:00.123456Z")),
        List.of(
            EvaluationRecord.of(
                Checkpoint.BEST, Long.MAX_VALUE, new double[] {500, 1.0 / 3}, new int[] {500, 9}),
            EvaluationRecord.of(Checkpoint.LAST, 0, new double[] {-1.5}, new int[] {1})),
        Map.of());
  }

  private static RunRecord model(String id) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("modes", 8.0);
    metrics.put("highQualityShare", 0.97);
    metrics.put("aBroken", Double.NaN);
    return new RunRecord(
        id,
        "runs/" + id,
        Kind.MODEL,
        "gan",
        "ring8",
        OptionalDouble.empty(),
        new RunRecord.Settings("default", "{}"),
        -3,
        new RunRecord.Effort(1, 1, 0, Map.of()),
        RunStatus.FINISHED,
        new RunRecord.Origin("", Map.of(), Instant.parse("2026-01-02T00:00:00Z")),
        List.of(),
        metrics);
  }

  private static RunRecord withoutEvaluations(RunRecord run) {
    return withEvaluations(run, List.of());
  }

  private static RunRecord withEvaluation(RunRecord run, EvaluationRecord evaluation) {
    return withEvaluations(run, List.of(evaluation));
  }

  private static RunRecord withEvaluations(RunRecord run, List<EvaluationRecord> evaluations) {
    return new RunRecord(
        run.id(),
        run.path(),
        run.kind(),
        run.learner(),
        run.task(),
        run.rewardThreshold(),
        run.settings(),
        run.seed(),
        run.effort(),
        run.status(),
        run.origin(),
        evaluations,
        run.metrics());
  }
}
