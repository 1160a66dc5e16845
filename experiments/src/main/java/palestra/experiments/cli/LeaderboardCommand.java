package palestra.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import palestra.experiments.leaderboard.Leaderboard;
import palestra.experiments.runs.Interruption;
import palestra.experiments.store.Filter;
import palestra.experiments.store.RunRecord;
import palestra.experiments.store.Store;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leaderboard}: finished runs compared over their seeds. */
final class LeaderboardCommand extends LabCommand {
  @Option(names = "--env", paramLabel = "ID", description = "Only this environment.")
  private String env;

  @Option(names = "--format", paramLabel = "table|json|csv|md", description = "How to report.")
  private Format format = Format.TABLE;

  @Mixin private StoreOption store;

  @Override
  int run(Console console, Interruption interruption) {
    Filter filter = env == null ? Filter.all() : Filter.all().withTask(env);
    Leaderboard leaderboard = Leaderboard.of(runs(store.database(), filter));
    String text =
        switch (format) {
          case TABLE -> leaderboard.toTable();
          case JSON -> leaderboard.toJson();
          case CSV -> leaderboard.toCsv();
          case MD -> leaderboard.toMarkdown();
        };
    if (format == Format.TABLE && leaderboard.rows().isEmpty() && leaderboard.models().isEmpty()) {
      console.line("no finished runs in " + store.database());
    } else {
      console.line(text.stripTrailing());
    }
    return 0;
  }

  /** Reading must not leave an empty database behind. */
  private static List<RunRecord> runs(String database, Filter filter) {
    if (!database.startsWith("jdbc:") && !Files.exists(Path.of(database))) {
      return List.of();
    }
    return Store.open(database).runs(filter);
  }
}
