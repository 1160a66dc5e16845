package palestra.experiments.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import palestra.experiments.leaderboard.Leaderboard.Comparison;
import palestra.experiments.leaderboard.Leaderboard.ModelRow;
import palestra.experiments.leaderboard.Leaderboard.Row;

/** For a terminal: at most 100 columns, an interval as figures and as a bar. */
final class TableFormat {
  private static final String ROW = "%-11s %-16s %5s %8s  %-20s %s %6s %7s %7s%n";
  private static final String MODEL = "%-24s %-18s %-16s %5s %9s  %-20s%n";
  private static final int BAR = 11;

  private TableFormat() {}

  static String of(Leaderboard board) {
    if (board.rows().isEmpty() && board.models().isEmpty()) {
      return "No finished runs yet. Train one: ./palestra train --agent ppo --env CartPole-v1\n";
    }
    List<String> parts = new ArrayList<>();
    for (String env : board.rows().stream().map(Row::env).distinct().toList()) {
      parts.add(environment(env, board));
    }
    for (String data : board.models().stream().map(ModelRow::data).distinct().toList()) {
      parts.add(models(data, board));
    }
    return String.join("\n", parts);
  }

  private static String environment(String env, Leaderboard board) {
    List<Row> rows = board.rows().stream().filter(row -> row.env().equals(env)).toList();
    double low = rows.stream().mapToDouble(TableFormat::low).min().orElse(0);
    double high = rows.stream().mapToDouble(TableFormat::high).max().orElse(0);
    StringBuilder table = new StringBuilder(env);
    rows.get(0)
        .rewardThreshold()
        .ifPresent(threshold -> table.append(", solved at ").append(Figures.number(threshold)));
    table.append('\n');
    table.append(
        line(
            ROW,
            "agent",
            "config",
            "seeds",
            "iqm",
            "    95 % interval",
            " ".repeat(BAR),
            "solved",
            "steps",
            "time"));
    for (Row row : rows) {
      table.append(
          line(
              ROW,
              cut(row.agent(), 11),
              cut(row.config(), 16),
              row.seeds(),
              Figures.number(row.iqm()),
              interval(8, row.low(), row.high()),
              bar(row, low, high),
              Figures.solved(row.solved(), row.seeds()),
              Figures.steps(row.envSteps()),
              Figures.time(row.seconds())));
    }
    return table.append(comparisons(env, rows, board)).toString();
  }

  /** Each row against the next one; the JSON has every pair. */
  private static String comparisons(String env, List<Row> rows, Leaderboard board) {
    List<Comparison> all = board.comparisons().stream().filter(c -> c.env().equals(env)).toList();
    StringBuilder lines = new StringBuilder();
    for (int i = 0, next = 0; i < rows.size() - 1; next += rows.size() - 1 - i, i++) {
      Comparison c = all.get(next);
      lines.append(
          String.format(
              Locale.ROOT,
              "  P(%s > %s) = %.2f%s%n",
              cut(c.a(), 28),
              cut(c.b(), 28),
              c.probabilityOfImprovement(),
              Double.isNaN(c.low())
                  ? ", no interval from one seed"
                  : String.format(Locale.ROOT, ", 95 %% %.2f .. %.2f", c.low(), c.high())));
    }
    return lines.toString();
  }

  /** A metric stands before its first row only. */
  private static String models(String data, Leaderboard board) {
    StringBuilder table = new StringBuilder(data).append('\n');
    table.append(line(MODEL, "metric", "model", "config", "seeds", "iqm", "    95 % interval"));
    String before = "";
    for (ModelRow row : board.models()) {
      if (row.data().equals(data)) {
        String metric = row.metric() + Directions.arrow(row.metric());
        table.append(
            line(
                MODEL,
                metric.equals(before) ? "" : cut(metric, 24),
                cut(row.model(), 18),
                cut(row.config(), 16),
                row.seeds(),
                Figures.number(row.iqm()),
                interval(8, row.low(), row.high())));
        before = metric;
      }
    }
    return table.toString();
  }

  private static String interval(int width, double low, double high) {
    String ends = "%" + width + "s .. %s";
    return String.format(Locale.ROOT, ends, Figures.number(low), Figures.number(high));
  }

  /**
   * Where the interval lies between the environment's lowest and highest end; a dot for the IQM.
   */
  private static String bar(Row row, double low, double high) {
    StringBuilder bar = new StringBuilder("·".repeat(BAR));
    if (!Double.isFinite(row.iqm()) || !Double.isFinite(low) || !Double.isFinite(high)) {
      return bar.toString();
    }
    for (int i = place(low(row), low, high); i <= place(high(row), low, high); i++) {
      bar.setCharAt(i, '━');
    }
    bar.setCharAt(place(row.iqm(), low, high), '●');
    return bar.toString();
  }

  private static int place(double value, double low, double high) {
    double share = high > low ? (value - low) / (high - low) : 1;
    return (int) Math.round(share * (BAR - 1));
  }

  private static double low(Row row) {
    return Double.isNaN(row.low()) ? row.iqm() : row.low();
  }

  private static double high(Row row) {
    return Double.isNaN(row.high()) ? row.iqm() : row.high();
  }

  private static String line(String format, Object... cells) {
    return String.format(Locale.ROOT, format, cells).stripTrailing() + "\n";
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }
}
