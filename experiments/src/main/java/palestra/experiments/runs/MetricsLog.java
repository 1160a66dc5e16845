package palestra.experiments.runs;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A CSV file of numbers that grows by a row at a time. A column that comes later than the first row
 * is added by writing the file anew; a missing or non-finite figure is an empty field.
 */
final class MetricsLog {
  private final Path file;
  private final List<String> columns = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();

  private MetricsLog(Path file) {
    this.file = file;
  }

  /**
   * Goes on after the first {@code rows} rows of a file; later ones are dropped. The header of a
   * new file comes with its first row.
   */
  static MetricsLog open(Path file, int rows) throws IOException {
    MetricsLog log = new MetricsLog(file);
    if (rows > 0) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < rows + 1) {
        throw new IOException(
            file + " has " + (lines.size() - 1) + " rows, but the checkpoint knows of " + rows);
      }
      log.columns.addAll(List.of(lines.get(0).split(",", -1)));
      log.rows.addAll(lines.subList(1, rows + 1));
      log.rewrite();
    } else {
      Files.deleteIfExists(file);
    }
    return log;
  }

  /** Adds a row; it is in the file when this returns. */
  void append(Map<String, Double> values) throws IOException {
    boolean grown = false;
    for (String column : values.keySet()) {
      if (!columns.contains(column)) {
        columns.add(column);
        grown = true;
      }
    }
    List<String> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(field(values.get(column)));
    }
    rows.add(String.join(",", fields));
    if (grown) {
      rewrite();
    } else {
      try (Writer out =
          Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND)) {
        out.write(rows.get(rows.size() - 1) + "\n");
      }
    }
  }

  /** Rows so far. */
  int size() {
    return rows.size();
  }

  private void rewrite() throws IOException {
    StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
    for (String row : rows) {
      int missing = columns.size() - row.split(",", -1).length;
      text.append(row).append(",".repeat(missing)).append('\n');
    }
    DurableFiles.write(file, text.toString());
  }

  private static String field(Double value) {
    if (value == null || !Double.isFinite(value)) {
      return "";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString(value.longValue())
        : Double.toString(value);
  }
}
