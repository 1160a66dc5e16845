package palestra.experiments.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/**
 * Where the store is, and how to connect to it.
 *
 * @param name as the user knows it: a path, or a URL without its secrets
 * @param url for JDBC
 * @param properties for JDBC
 */
record Database(String name, String url, Map<String, String> properties) {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final byte[] SQLITE_MAGIC =
      "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * Writers wait up to this long for the file's lock, and take it when they begin: a transaction
   * that reads first and then cannot upgrade its lock would fail at once instead of waiting.
   */
  private static final Map<String, String> SQLITE_PROPERTIES =
      Map.of(
          "busy_timeout", "20000",
          "journal_mode", "WAL",
          "synchronous", "NORMAL",
          "foreign_keys", "true",
          "transaction_mode", "IMMEDIATE");

  static Database of(String jdbcUrlOrPath) {
    if (jdbcUrlOrPath.startsWith(POSTGRESQL)) {
      String withoutSecrets = jdbcUrlOrPath.replaceFirst("\\?.*", "");
      return new Database(withoutSecrets, jdbcUrlOrPath, Map.of("connectTimeout", "10"));
    }
    if (jdbcUrlOrPath.startsWith(SQLITE)) {
      return sqlite(jdbcUrlOrPath.substring(SQLITE.length()));
    }
    if (jdbcUrlOrPath.startsWith("jdbc:") || jdbcUrlOrPath.contains("://")) {
      throw new IllegalArgumentException(
          "store "
              + jdbcUrlOrPath.replaceFirst("\\?.*", "")
              + ": give a SQLite file, or a URL such as jdbc:postgresql://host/database?user=me");
    }
    return sqlite(jdbcUrlOrPath);
  }

  private static Database sqlite(String file) {
    Path path = Path.of(file).toAbsolutePath();
    if (file.isBlank() || Files.isDirectory(path)) {
      throw new IllegalArgumentException("store '" + file + "' is a directory; name a file in it");
    }
    try {
      if (Files.exists(path)) {
        checkIsSqlite(file, path);
      } else {
        Files.createDirectories(path.getParent());
      }
    } catch (IOException e) {
      throw new StoreException("store " + file + ": cannot be read or made here: " + e, e);
    }
    // SQLite writes its log next to the file, so the directory must be writable too.
    if (!Files.isWritable(path.getParent()) || (Files.exists(path) && !Files.isWritable(path))) {
      throw new StoreException("store " + file + ": no permission to write here", null);
    }
    return new Database(file, SQLITE + path, SQLITE_PROPERTIES);
  }

  private static void checkIsSqlite(String file, Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(SQLITE_MAGIC.length);
      if (start.length > 0 && !Arrays.equals(start, SQLITE_MAGIC)) {
        throw new IllegalArgumentException("store " + file + ": this file is no SQLite database");
      }
    }
  }

  boolean isSqlite() {
    return url.startsWith(SQLITE);
  }

  Connection connect() throws SQLException {
    Properties all = new Properties();
    all.putAll(properties);
    return DriverManager.getConnection(url, all);
  }

  /** One line for the user: which store, what failed, and the driver's own words. */
  StoreException failure(String what, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = String.valueOf(root.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    return new StoreException("store " + name + ": " + what + ": " + why, cause);
  }
}
