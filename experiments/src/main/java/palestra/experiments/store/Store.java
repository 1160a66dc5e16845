package palestra.experiments.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/**
 * The leaderboard's database: a SQLite file, or a PostgreSQL database for a team.
 *
 * <p>Every call opens a connection of its own, so one store may be used from many threads, and many
 * processes may write the same database at once: SQLite runs with a write-ahead log and waits for
 * its lock, PostgreSQL needs no care. Each record is written in one transaction.
 */
public final class Store {
  private static final String UPSERT =
      """
      insert into runs (id, path, kind, learner, task, reward_threshold, config_name, config_json,
        config_hash, seed, requested_steps, steps, seconds, steps_per_second, phases_json, status,
        git_commit, versions_json, created_at)
      values (:id, :path, :kind, :learner, :task, :threshold, :configName, :configJson,
        :configHash, :seed, :requestedSteps, :steps, :seconds, :stepsPerSecond, :phases, :status,
        :commit, :versions, :createdAt)
      on conflict (id) do update set path = excluded.path, kind = excluded.kind,
        learner = excluded.learner, task = excluded.task,
        reward_threshold = excluded.reward_threshold, config_name = excluded.config_name,
        config_json = excluded.config_json, config_hash = excluded.config_hash,
        seed = excluded.seed, requested_steps = excluded.requested_steps, steps = excluded.steps,
        seconds = excluded.seconds, steps_per_second = excluded.steps_per_second,
        phases_json = excluded.phases_json, status = excluded.status,
        git_commit = excluded.git_commit, versions_json = excluded.versions_json,
        created_at = excluded.created_at
      """;

  private final Database database;
  private final Jdbi jdbi;

  private Store(Database database, Jdbi jdbi) {
    this.database = database;
    this.jdbi = jdbi;
  }

  /**
   * Opens a database, creates it if it is a new SQLite file, and brings its tables up to date.
   *
   * @param jdbcUrlOrPath {@code jdbc:postgresql://...}, {@code jdbc:sqlite:...}, or the path of a
   *     SQLite file
   * @throws IllegalArgumentException if this is no such database, or a newer lab wrote it
   * @throws StoreException if it cannot be reached or written
   */
  public static Store open(String jdbcUrlOrPath) {
    Database database = Database.of(jdbcUrlOrPath);
    Jdbi jdbi = Jdbi.create(database::connect);
    Migrations.bringUpToDate(database, jdbi);
    return new Store(database, jdbi);
  }

  /** Saves a run with its evaluations and metrics, in place of what was saved under its id. */
  public void saveRun(RunRecord run) {
    try {
      jdbi.useTransaction(handle -> save(handle, run));
    } catch (JdbiException e) {
      throw database.failure("cannot save run " + run.id(), e);
    }
  }

  /** The run with this id. */
  public Optional<RunRecord> run(String id) {
    return read("where r.id = :id", Map.of("id", id)).stream().findFirst();
  }

  /** The runs that a filter lets through, oldest first. */
  public List<RunRecord> runs(Filter filter) {
    Map<String, String> wanted = new LinkedHashMap<>();
    filter.task().ifPresent(task -> wanted.put("task", task));
    filter.learner().ifPresent(learner -> wanted.put("learner", learner));
    filter.status().ifPresent(status -> wanted.put("status", status.toString()));
    List<String> conditions = wanted.keySet().stream().map(k -> "r." + k + " = :" + k).toList();
    return read(conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions), wanted);
  }

  /**
   * Forgets a run; its directory stays.
   *
   * @return whether there was one with this id
   */
  public boolean removeRun(String id) {
    try {
      return jdbi.inTransaction(
          handle -> {
            removeParts(handle, id);
            return handle.createUpdate("delete from runs where id = :id").bind("id", id).execute()
                > 0;
          });
    } catch (JdbiException e) {
      throw database.failure("cannot remove run " + id, e);
    }
  }

  private static void save(Handle handle, RunRecord run) {
    handle
        .createUpdate(UPSERT)
        .bind("id", run.id())
        .bind("path", run.path())
        .bind("kind", run.kind().toString())
        .bind("learner", run.learner())
        .bind("task", run.task())
        .bind("threshold", Rows.boxed(run.rewardThreshold()))
        .bind("configName", run.settings().name())
        .bind("configJson", run.settings().json())
        .bind("configHash", run.settings().hash())
        .bind("seed", run.seed())
        .bind("requestedSteps", run.effort().requestedSteps())
        .bind("steps", run.effort().steps())
        .bind("seconds", run.effort().seconds())
        .bind("stepsPerSecond", run.effort().stepsPerSecond())
        .bind("phases", Rows.json(run.effort().phases()))
        .bind("status", run.status().toString())
        .bind("commit", run.origin().commit())
        .bind("versions", Rows.json(run.origin().versions()))
        .bind("createdAt", run.origin().createdAt().toString())
        .execute();
    removeParts(handle, run.id());
    for (EvaluationRecord evaluation : run.evaluations()) {
      handle
          .createUpdate(
              "insert into evaluations (run_id, checkpoint, seed, episodes, mean_return,"
                  + " returns_json, lengths_json) values (:run, :checkpoint, :seed, :episodes,"
                  + " :mean, :returns, :lengths)")
          .bind("run", run.id())
          .bind("checkpoint", evaluation.checkpoint().toString())
          .bind("seed", evaluation.seed())
          .bind("episodes", evaluation.episodes())
          .bind("mean", evaluation.meanReturn())
          .bind("returns", Rows.json(evaluation.returns()))
          .bind("lengths", Rows.json(evaluation.lengths()))
          .execute();
    }
    int position = 0;
    for (Map.Entry<String, Double> metric : run.metrics().entrySet()) {
      handle
          .createUpdate(
              "insert into model_metrics (run_id, position, name, value)"
                  + " values (:run, :position, :name, :value)")
          .bind("run", run.id())
          .bind("position", position++)
          .bind("name", metric.getKey())
          .bind("value", metric.getValue())
          .execute();
    }
  }

  private static void removeParts(Handle handle, String id) {
    for (String table : List.of("evaluations", "model_metrics")) {
      handle.createUpdate("delete from " + table + " where run_id = :id").bind("id", id).execute();
    }
  }

  private List<RunRecord> read(String where, Map<String, String> values) {
    try {
      return jdbi.withHandle(
          handle -> {
            Map<String, List<EvaluationRecord>> evaluations = new LinkedHashMap<>();
            select(
                    handle,
                    "select e.* from evaluations e join runs r on r.id = e.run_id "
                        + where
                        + " order by e.run_id, e.checkpoint, e.seed",
                    values)
                .map((row, context) -> Rows.evaluation(row, evaluations))
                .forEach(done -> {});
            Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
            select(
                    handle,
                    "select m.* from model_metrics m join runs r on r.id = m.run_id "
                        + where
                        + " order by m.run_id, m.position",
                    values)
                .map((row, context) -> Rows.metric(row, metrics))
                .forEach(done -> {});
            return new ArrayList<>(
                select(
                        handle,
                        "select r.* from runs r " + where + " order by r.created_at, r.id",
                        values)
                    .map((row, context) -> Rows.run(row, evaluations, metrics))
                    .list());
          });
    } catch (JdbiException e) {
      throw database.failure("cannot read runs", e);
    }
  }

  private static Query select(Handle handle, String sql, Map<String, String> values) {
    return handle.createQuery(sql).bindMap(values);
  }
}
