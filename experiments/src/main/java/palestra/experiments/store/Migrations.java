package palestra.experiments.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementException;

/**
 * Brings a database's tables to this lab's version with Flyway, from the SQL files in {@code
 * palestra/experiments/store/migrations}. Flyway takes some tenths of a second to start, so the
 * version is asked for first, and Flyway is only started if there is something to do.
 */
final class Migrations {
  /** The number of the newest file; a test holds it against the folder. */
  static final int LATEST = 1;

  private static final String LOCATION = "classpath:palestra/experiments/store/migrations";

  /** Processes that start together on a new SQLite file race, as Flyway has no lock for it. */
  private static final int TRIES = 10;

  private Migrations() {}

  static void bringUpToDate(Database database, Jdbi jdbi) {
    for (int attempt = 1; version(database, jdbi) < LATEST; attempt++) {
      try {
        migrate(database);
      } catch (FlywayException e) {
        // Either another process was faster, which the next look at the version shows, or it is no
        // use to go on.
        if (attempt == TRIES) {
          throw database.failure("cannot make its tables", e);
        }
      }
    }
  }

  private static int version(Database database, Jdbi jdbi) {
    int version;
    try {
      version =
          jdbi.withHandle(
              handle -> {
                try {
                  return handle
                      .createQuery(
                          "select max(cast(version as integer)) from flyway_schema_history where success")
                      .mapTo(Integer.class)
                      .findOne()
                      .orElse(0);
                } catch (StatementException e) {
                  return 0; // no such table yet
                }
              });
    } catch (JdbiException e) {
      throw database.failure("cannot be opened", e);
    }
    if (version > LATEST) {
      throw new IllegalArgumentException(
          "store "
              + database.name()
              + ": written by a newer Palestra (tables of version "
              + version
              + ", this one knows up to "
              + LATEST
              + "); use the newer one, or another store");
    }
    return version;
  }

  private static void migrate(Database database) {
    FluentConfiguration settings =
        Flyway.configure(Migrations.class.getClassLoader())
            .jdbcProperties(database.properties())
            .dataSource(database.url(), null, null)
            .locations(LOCATION)
            .validateMigrationNaming(true);
    settings.load().migrate();
  }
}
