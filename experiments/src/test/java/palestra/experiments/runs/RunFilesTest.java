package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes is there whole or not at all. */
final class RunFilesTest {
  @TempDir private Path directory;

  private static Map<String, Double> row(Object... pairs) {
    Map<String, Double> row = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], (Double) pairs[i + 1]);
    }
    return row;
  }

  @Test
  void rowsMayGainColumns() throws IOException {
    Path file = directory.resolve("metrics.csv");
    MetricsLog log = MetricsLog.open(file, 0);
    log.append(row("steps", 1.0, "mean", Double.NaN));
    log.append(row("steps", 2.0, "mean", 0.5, "loss", 1e-7));
    log.append(row("steps", 3.0, "loss", 2.0));
    assertThat(file).hasContent("steps,mean,loss\n1,,\n2,0.5,1.0E-7\n3,,2\n");
    assertThat(log.size()).isEqualTo(3);
  }

  @Test
  void rowsAfterTheCheckpointAreDropped() throws IOException {
    Path file = directory.resolve("metrics.csv");
    Files.writeString(file, "steps,mean\n1,2\n2,3\n3,");
    MetricsLog log = MetricsLog.open(file, 2);
    log.append(row("steps", 3.0, "mean", 4.0));
    assertThat(file).hasContent("steps,mean\n1,2\n2,3\n3,4\n");
    assertThatThrownBy(() -> MetricsLog.open(file, 9))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 3 rows, but the checkpoint knows of 9");
  }

  @Test
  void checkpointThatCannotBeWrittenLeavesTheLastOneGood() throws IOException {
    Checkpoints checkpoints = new Checkpoints(directory.resolve("checkpoints"));
    checkpoints.write(
        100,
        learner -> Files.writeString(learner.resolve("weights"), "good"),
        out -> out.writeLong(42));
    FileSystemException full = new FileSystemException("weights", null, "No space left on device");
    assertThatThrownBy(
            () ->
                checkpoints.write(
                    200,
                    learner -> {
                      Files.writeString(learner.resolve("weights"), "ha");
                      throw full;
                    },
                    out -> {}))
        .isSameAs(full);
    assertThat(checkpoints.steps()).containsExactly(100L);
    assertThat(directory.resolve("checkpoints")).isDirectoryNotContaining("glob:**/.new-*");
    long[] read = new long[1];
    checkpoints.readState(100, in -> read[0] = in.readLong());
    assertThat(read[0]).isEqualTo(42);
  }

  @Test
  void fullDiskIsToldInOneLineWithWhatIsStillGood() throws IOException {
    RunDirectory run = RunDirectory.create(directory.resolve("run"));
    Files.writeString(
        run.path().resolve("run.json"),
        "{\"formatVersion\": 1, \"progress\": {\"status\": \"running\"}}");
    run.checkpoints().write(700, learner -> {}, out -> {});
    assertThatThrownBy(
            () ->
                Failures.guard(
                    run,
                    () -> {
                      throw new FileSystemException("metrics.csv", null, "No space left on device");
                    }))
        .isInstanceOf(RunFailure.class)
        .hasMessageContaining("the disk is full: cannot write metrics.csv")
        .hasMessageContaining("the checkpoint after 700 steps is good: go on with 'resume");
  }

  @Test
  void failureBeforeTheFirstRecordLeavesNothing() {
    RunDirectory run = RunDirectory.create(directory.resolve("run"));
    assertThatThrownBy(
            () ->
                Failures.guard(
                    run,
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void damagedStateIsFound() throws IOException {
    Checkpoints checkpoints = new Checkpoints(directory);
    checkpoints.write(5, learner -> {}, out -> out.writeUTF("state"));
    Path state = directory.resolve("000000005/state.bin");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length - 1] ^= 1;
    Files.write(state, bytes);
    assertThatThrownBy(() -> checkpoints.readState(5, in -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its checksum differs");
  }

  @Test
  void freeNamesAreCountedUp() {
    assertThat(RunDirectory.createNext(directory, "ppo").path().getFileName()).hasToString("ppo");
    assertThat(RunDirectory.createNext(directory, "ppo").path().getFileName()).hasToString("ppo-2");
    assertThat(TrainRequest.directoryName("ppo", "gym:ALE/Pong-v5", 3))
        .isEqualTo("ppo-gym_ALE_Pong-v5-s3");
  }

  @Test
  void directoryOfAProcessKilledInItsFirstMomentIsTaken() throws IOException {
    Path killed = Files.createDirectory(directory.resolve("killed"));
    Files.createFile(killed.resolve(".lock"));
    assertThat(RunDirectory.create(killed).path()).isEqualTo(killed);
    Files.createFile(killed.resolve("mine.txt"));
    assertThatThrownBy(() -> RunDirectory.create(killed)).hasMessageContaining("is not empty");
  }

  @Test
  void oneAtATime() throws IOException {
    RunDirectory run = RunDirectory.create(directory.resolve("run"));
    try (FileChannel lock = run.lock()) {
      assertThat(lock.isOpen()).isTrue();
      assertThatThrownBy(run::lock).hasMessageContaining("already working on");
    }
    run.lock().close();
  }
}
