package palestra.experiments.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresStoreTest extends StoreContract {
  @TempDir static Path dir;
  private static PostgresServer server;

  @BeforeAll
  static void start() throws IOException {
    server = new PostgresServer(dir);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  String newDatabase() throws SQLException {
    return server.newDatabase();
  }

  @Override
  String jdbcUrl(String database) {
    return database;
  }

  @Test
  void saysWhatIsWrongWithTheServer() {
    assertThatThrownBy(() -> Store.open("jdbc:postgresql://127.0.0.1:1/x?user=u&password=secret"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x")
        .hasMessageContaining("refused")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("\n");
  }
}
