package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.experiments.store.RunStatus;
import palestra.experiments.testing.Requests;

/** A run that was cut short and resumed equals one that was not, bit for bit. */
final class ResumeTest {
  @TempDir private Path directory;
  private Runs runs;

  @BeforeEach
  void open() {
    runs = runs(new Interruption());
  }

  private Runs runs(Interruption interruption) {
    return new Runs(
        Lab.load(), new RunStore(directory.resolve("board.db").toString()), interruption);
  }

  private TrainRequest request(String name) {
    return Requests.request(
        directory,
        name,
        "linear",
        "CartPole-v1",
        3,
        List.of(
            "totalEnvSteps=4000",
            "evalEveryEnvSteps=1000",
            "evalEpisodes=3",
            "finalEvalEpisodes=4",
            "checkpointEveryEnvSteps=900",
            "logEveryEnvSteps=300",
            "trialSteps=40"));
  }

  private void requireEqual(String one, String other) throws IOException {
    assertThat(directory.resolve(one).resolve("metrics.csv"))
        .hasSameTextualContentAs(directory.resolve(other).resolve("metrics.csv"));
    Path learner = Path.of("checkpoints/000004000/learner/linear.bin");
    assertThat(directory.resolve(one).resolve(learner))
        .hasSameBinaryContentAs(directory.resolve(other).resolve(learner));
    RunInfo first = RunDirectory.open(directory.resolve(one)).info();
    RunInfo second = RunDirectory.open(directory.resolve(other)).info();
    assertThat(first.results().finalEval().returns())
        .isEqualTo(second.results().finalEval().returns());
    assertThat(first.results().lastEval().returns())
        .isEqualTo(second.results().lastEval().returns());
    try (Stream<Path> replays = Files.list(directory.resolve(one).resolve("episodes"))) {
      for (Path replay : replays.toList()) {
        assertThat(replay)
            .hasSameBinaryContentAs(
                directory.resolve(other).resolve("episodes").resolve(replay.getFileName()));
      }
    }
  }

  @Test
  void sameSeedSameRun() throws IOException {
    runs.trainAgent(request("one"), RunListener.SILENT);
    runs.trainAgent(request("two"), RunListener.SILENT);
    requireEqual("one", "two");
  }

  @Test
  void crashBetweenCheckpointsIsMadeGood() throws IOException {
    runs.trainAgent(request("whole"), RunListener.SILENT);
    for (long crash : List.of(300L, 1500L, 2000L, 3900L)) {
      String name = "crashed-at-" + crash;
      assertThatThrownBy(() -> runs.trainAgent(request(name), new Crash(crash)))
          .isInstanceOf(StackOverflowError.class);
      RunDirectory crashed = RunDirectory.open(directory.resolve(name));
      assertThat(crashed.info().progress().status()).isEqualTo(RunStatus.FAILED);
      runs.resumeAgent(crashed, RunListener.SILENT);
      requireEqual("whole", name);
    }
  }

  @Test
  void interruptionBetweenCheckpointsIsMadeGood() throws IOException {
    runs.trainAgent(request("whole"), RunListener.SILENT);
    Interruption interruption = new Interruption();
    RunListener stopper =
        new RunListener() {
          @Override
          public void logged(long steps, Map<String, Double> row) {
            if (steps == 1500) {
              interruption.request();
            }
          }
        };
    Runs.Outcome cut = runs(interruption).trainAgent(request("cut"), stopper);
    assertThat(cut.info().progress().status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(cut.info().progress().actualSteps()).isEqualTo(1500);
    runs.resumeAgent(cut.directory(), RunListener.SILENT);
    requireEqual("whole", "cut");
  }

  @Test
  void tornCheckpointFallsBackToTheOneBefore() throws IOException {
    runs.trainAgent(request("whole"), RunListener.SILENT);
    assertThatThrownBy(() -> runs.trainAgent(request("torn"), new Crash(2100)))
        .isInstanceOf(StackOverflowError.class);
    Path newest = directory.resolve("torn/checkpoints/000001800/state.bin");
    byte[] state = Files.readAllBytes(newest);
    Files.write(newest, java.util.Arrays.copyOf(state, state.length / 2));
    runs.resumeAgent(RunDirectory.open(directory.resolve("torn")), RunListener.SILENT);
    requireEqual("whole", "torn");
  }

  @Test
  void onlyNewestAndBestCheckpointsStay() throws IOException {
    runs.trainAgent(request("kept"), RunListener.SILENT);
    try (Stream<Path> held = Files.list(directory.resolve("kept/checkpoints"))) {
      List<String> names = held.map(p -> p.getFileName().toString()).sorted().toList();
      assertThat(names).hasSize(3).startsWith("000003600", "000004000");
      assertThat(names.get(2)).startsWith("best-");
    }
  }

  /** Stands for a sudden end: an error that nothing handles, at a row of the log. */
  private record Crash(long at) implements RunListener {
    @Override
    public void logged(long steps, Map<String, Double> row) {
      if (steps >= at) {
        throw new StackOverflowError("crash of the test");
      }
    }
  }
}
