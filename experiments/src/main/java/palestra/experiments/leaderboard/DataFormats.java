package palestra.experiments.leaderboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import palestra.experiments.leaderboard.Leaderboard.Comparison;
import palestra.experiments.leaderboard.Leaderboard.ModelRow;
import palestra.experiments.leaderboard.Leaderboard.Row;

/** JSON and CSV, for programs. */
final class DataFormats {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DataFormats() {}

  static String json(Leaderboard leaderboard) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("rows", leaderboard.rows().stream().map(DataFormats::fields).toList());
    document.put("models", leaderboard.models().stream().map(DataFormats::fields).toList());
    document.put(
        "comparisons", leaderboard.comparisons().stream().map(DataFormats::fields).toList());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the leaderboard as JSON", e);
    }
  }

  /**
   * One table for agents and models: a model's data set stands under env, the model under agent.
   */
  static String csv(Leaderboard leaderboard) {
    List<String> columns =
        List.of(
            "env",
            "agent",
            "config",
            "metric",
            "seeds",
            "episodes",
            "iqm",
            "low",
            "high",
            "mean",
            "median",
            "std",
            "optimalityGap",
            "score",
            "envSteps",
            "seconds",
            "rewardThreshold",
            "solved");
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Row row : leaderboard.rows()) {
      Map<String, Object> fields = fields(row);
      fields.put("metric", "return");
      lines.add(fields);
    }
    for (ModelRow row : leaderboard.models()) {
      Map<String, Object> fields = fields(row);
      fields.put("env", row.data());
      fields.put("agent", row.model());
      lines.add(fields);
    }
    StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
    for (Map<String, Object> line : lines) {
      csv.append(columns.stream().map(c -> cell(line.get(c))).collect(Collectors.joining(",")))
          .append('\n');
    }
    return csv.toString();
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("env", row.env());
    fields.put("agent", row.agent());
    fields.put("config", row.config());
    fields.put("seeds", row.seeds());
    fields.put("episodes", row.episodes());
    fields.put("iqm", finite(row.iqm()));
    fields.put("low", finite(row.low()));
    fields.put("high", finite(row.high()));
    fields.put("mean", finite(row.mean()));
    fields.put("median", finite(row.median()));
    fields.put("std", finite(row.std()));
    fields.put("optimalityGap", finite(row.optimalityGap()));
    fields.put("score", finite(row.score()));
    fields.put("envSteps", row.envSteps());
    fields.put("seconds", finite(row.seconds()));
    fields.put("rewardThreshold", boxed(row.rewardThreshold()));
    fields.put("solved", boxed(row.solved()));
    return fields;
  }

  private static Map<String, Object> fields(ModelRow row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("model", row.model());
    fields.put("data", row.data());
    fields.put("config", row.config());
    fields.put("seeds", row.seeds());
    fields.put("metric", row.metric());
    fields.put(
        "higherIsBetter",
        Directions.of(row.metric()) == 0 ? null : Directions.of(row.metric()) > 0);
    fields.put("iqm", finite(row.iqm()));
    fields.put("low", finite(row.low()));
    fields.put("high", finite(row.high()));
    return fields;
  }

  private static Map<String, Object> fields(Comparison comparison) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("env", comparison.env());
    fields.put("a", comparison.a());
    fields.put("b", comparison.b());
    fields.put("probabilityOfImprovement", finite(comparison.probabilityOfImprovement()));
    fields.put("low", finite(comparison.low()));
    fields.put("high", finite(comparison.high()));
    return fields;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? finite(value.getAsDouble()) : null;
  }

  private static Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
