package palestra.generative.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code src/test/python/metrics_reference.py} wrote. */
final class Reference {
  private static final JsonNode ALL = load();

  private Reference() {}

  /** The cases of one kind, each with its name or place. */
  static List<JsonNode> cases(String kind) {
    List<JsonNode> cases = new ArrayList<>();
    ALL.get(kind).forEach(cases::add);
    return cases;
  }

  static JsonNode one(String kind) {
    return ALL.get(kind);
  }

  static float[][] rows(JsonNode array) {
    float[][] rows = new float[array.size()][];
    Arrays.setAll(rows, i -> row(array.get(i)));
    return rows;
  }

  static float[] row(JsonNode array) {
    float[] row = new float[array.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) array.get(i).asDouble();
    }
    return row;
  }

  static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> array.get(i).asDouble());
    return values;
  }

  private static JsonNode load() {
    try (InputStream in = Reference.class.getResourceAsStream("reference.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
