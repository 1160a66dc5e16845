package palestra.experiments.curves;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run's {@code metrics.csv}: the first column counts steps. */
final class MetricsTable {
  private final Path file;
  private final List<String> columns;
  private final List<String> rows;

  private MetricsTable(Path file, List<String> columns, List<String> rows) {
    this.file = file;
    this.columns = columns;
    this.rows = rows;
  }

  static MetricsTable read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(file + " is empty");
    }
    return new MetricsTable(
        file, List.of(lines.get(0).split(",", -1)), lines.subList(1, lines.size()));
  }

  /** What the steps are called. */
  String steps() {
    return columns.get(0);
  }

  List<String> figures() {
    return columns.subList(1, columns.size());
  }

  /** A figure by step, where it was logged; none of a figure that is not here. */
  Map<Double, Double> values(String figure) {
    Map<Double, Double> values = new LinkedHashMap<>();
    int column = columns.indexOf(figure);
    for (int i = 0; column >= 0 && i < rows.size(); i++) {
      String[] fields = rows.get(i).split(",", -1);
      if (fields.length != columns.size()) {
        throw new IllegalArgumentException(
            "%s: line %d has %d fields, not %d"
                .formatted(file, i + 2, fields.length, columns.size()));
      }
      if (!fields[column].isEmpty()) {
        values.put(Double.parseDouble(fields[0]), Double.parseDouble(fields[column]));
      }
    }
    return values;
  }
}
