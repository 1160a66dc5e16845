package palestra.experiments.leaderboard;

import java.util.List;
import palestra.experiments.leaderboard.Leaderboard.ModelRow;
import palestra.experiments.leaderboard.Leaderboard.Row;

/** Markdown tables, for a page. */
final class MarkdownFormat {
  private MarkdownFormat() {}

  static String of(Leaderboard board) {
    StringBuilder page = new StringBuilder();
    for (String env : board.rows().stream().map(Row::env).distinct().toList()) {
      page.append("### ").append(env).append("\n\n");
      line(
          page,
          "agent",
          "config",
          "seeds",
          "episodes",
          "IQM",
          "95 % interval",
          "mean ± std",
          "solved",
          "environment steps",
          "time");
      line(page, "---", "---", "---:", "---:", "---:", ":---:", "---:", "---:", "---:", "---:");
      for (Row row : board.rows().stream().filter(r -> r.env().equals(env)).toList()) {
        line(
            page,
            row.agent(),
            row.config(),
            Integer.toString(row.seeds()),
            Integer.toString(row.episodes()),
            Figures.number(row.iqm()),
            interval(row.low(), row.high()),
            Figures.number(row.mean()) + " ± " + Figures.number(row.std()),
            Figures.solved(row.solved(), row.seeds()),
            Figures.steps(row.envSteps()),
            Figures.time(row.seconds()));
      }
      page.append('\n');
    }
    if (!board.models().isEmpty()) {
      models(page, board.models());
    }
    return page.toString();
  }

  private static void models(StringBuilder page, List<ModelRow> models) {
    page.append("### Generative models\n\n");
    line(page, "data", "metric", "model", "config", "seeds", "IQM", "95 % interval");
    line(page, "---", "---", "---", "---", "---:", "---:", ":---:");
    for (ModelRow row : models) {
      line(
          page,
          row.data(),
          row.metric() + Directions.arrow(row.metric()),
          row.model(),
          row.config(),
          Integer.toString(row.seeds()),
          Figures.number(row.iqm()),
          interval(row.low(), row.high()));
    }
    page.append('\n');
  }

  private static String interval(double low, double high) {
    return Double.isNaN(low) ? "-" : Figures.number(low) + " to " + Figures.number(high);
  }

  private static void line(StringBuilder page, String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    page.append('\n');
  }
}
