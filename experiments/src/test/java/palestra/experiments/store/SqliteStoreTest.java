package palestra.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir Path dir;

  @Override
  String newDatabase() {
    return dir.resolve("new/palestra.db").toString();
  }

  @Override
  String jdbcUrl(String database) {
    return "jdbc:sqlite:" + database;
  }

  @Override
  void refusesADatabaseOfSomethingElse() throws Exception {
    Files.createDirectories(dir.resolve("new"));
    super.refusesADatabaseOfSomethingElse();
  }

  @Test
  void aUrlIsTheSameAsThePath() {
    RunRecord run = agent("a", "CartPole-v1", "ppo", 1, RunStatus.FINISHED);
    Store.open(newDatabase()).saveRun(run);

    assertThat(Store.open("jdbc:sqlite:" + newDatabase()).run("a")).contains(run);
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Path file = Files.writeString(dir.resolve("notes.txt"), "this is not a database at all");

    assertThatThrownBy(() -> Store.open(file.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("store " + file + ": this file is no SQLite database");
    assertThat(file).hasContent("this is not a database at all");
  }

  @Test
  void refusesADamagedDatabase() throws IOException {
    Path file = dir.resolve("damaged.db");
    byte[] bytes = new byte[4096];
    byte[] magic = "SQLite format 3\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    Files.write(file, bytes);

    assertThatThrownBy(() -> Store.open(file.toString()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged.db")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesADirectory() {
    assertThatThrownBy(() -> Store.open(dir.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void refusesAPlaceWhereNothingCanBeWritten() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));

    assertThatThrownBy(() -> Store.open(file.resolve("palestra.db").toString()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("palestra.db")
        .hasMessageNotContaining("\n");
    // A file system where not even root can make a file.
    assertThatThrownBy(() -> Store.open("/proc/palestra.db")).isInstanceOf(StoreException.class);
  }

  @Test
  void refusesAnotherKindOfDatabase() {
    assertThatThrownBy(() -> Store.open("jdbc:mysql://host/db?password=secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql://")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Store.open("postgres://host/db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql://");
  }
}
