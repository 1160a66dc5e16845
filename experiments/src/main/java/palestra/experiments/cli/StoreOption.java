package palestra.experiments.cli;

import picocli.CommandLine.Option;

/** Where the leaderboard's records are. */
final class StoreOption {
  @Option(
      names = "--db",
      paramLabel = "FILE|URL",
      description =
          "The leaderboard's SQLite file or JDBC URL (default: PALESTRA_DB, else palestra.db).")
  private String database;

  String database() {
    if (database != null) {
      return database;
    }
    String set = System.getenv("PALESTRA_DB");
    return set == null || set.isBlank() ? "palestra.db" : set;
  }
}
