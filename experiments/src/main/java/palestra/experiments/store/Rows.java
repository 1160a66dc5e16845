package palestra.experiments.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Between rows of the tables and records. */
final class Rows {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Rows() {}

  static RunRecord run(
      ResultSet row,
      Map<String, List<EvaluationRecord>> evaluations,
      Map<String, Map<String, Double>> metrics)
      throws SQLException {
    String id = row.getString("id");
    double value = row.getDouble("reward_threshold");
    OptionalDouble threshold = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    return new RunRecord(
        id,
        row.getString("path"),
        RunRecord.Kind.of(row.getString("kind")),
        row.getString("learner"),
        row.getString("task"),
        threshold,
        new RunRecord.Settings(row.getString("config_name"), row.getString("config_json")),
        row.getLong("seed"),
        new RunRecord.Effort(
            row.getLong("requested_steps"),
            row.getLong("steps"),
            row.getDouble("seconds"),
            parse(row.getString("phases_json"), new TypeReference<>() {})),
        RunStatus.of(row.getString("status")),
        new RunRecord.Origin(
            row.getString("git_commit"),
            parse(row.getString("versions_json"), new TypeReference<>() {}),
            Instant.parse(row.getString("created_at"))),
        evaluations.getOrDefault(id, List.of()),
        metrics.getOrDefault(id, Map.of()));
  }

  static String evaluation(ResultSet row, Map<String, List<EvaluationRecord>> into)
      throws SQLException {
    String run = row.getString("run_id");
    into.computeIfAbsent(run, id -> new ArrayList<>())
        .add(
            new EvaluationRecord(
                EvaluationRecord.Checkpoint.of(row.getString("checkpoint")),
                row.getLong("seed"),
                parse(row.getString("returns_json"), new TypeReference<>() {}),
                parse(row.getString("lengths_json"), new TypeReference<>() {})));
    return run;
  }

  static String metric(ResultSet row, Map<String, Map<String, Double>> into) throws SQLException {
    String run = row.getString("run_id");
    double stored = row.getDouble("value");
    double value = row.wasNull() ? Double.NaN : stored; // SQLite keeps NaN as null
    into.computeIfAbsent(run, id -> new LinkedHashMap<>()).put(row.getString("name"), value);
    return run;
  }

  static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }

  private static <T> T parse(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new StoreException("the store holds broken JSON: " + json, e);
    }
  }
}
