package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.experiments.store.RunStatus;
import palestra.experiments.testing.Requests;

/** Runs that a setting stops early: evaluated, saved and finished as any other, and saying why. */
final class EarlyStopTest {
  @TempDir private Path directory;

  private Runs runs() {
    return new Runs(
        Lab.load(), new RunStore(directory.resolve("board.db").toString()), new Interruption());
  }

  private TrainRequest request(String name, String env, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "totalEnvSteps=8000",
                "evalEveryEnvSteps=400",
                "evalEpisodes=3",
                "finalEvalEpisodes=4",
                "checkpointEveryEnvSteps=900",
                "logEveryEnvSteps=300",
                "trialSteps=40"));
    settings.addAll(List.of(more));
    return Requests.request(directory, name, "linear", env, 3, settings);
  }

  /** Every episode of Ruled-v0 is over after 50 steps, and most policies reach 10. */
  @ParameterizedTest
  @CsvSource({
    "stopReward=5, 400, the evaluation's mean return .* reached 5.0",
    "stopEpisodes=30, 1600, \\d+ episodes have ended. of at most 30",
    "stopPatience=2, 4000, 2 evaluations in a row were no better than the best. .*"
  })
  void stopsAndSaysWhy(String setting, long atMost, String reason) throws IOException {
    RunInfo info =
        runs().trainAgent(request("run", "Ruled-v0", setting), RunListener.SILENT).info();
    long steps = info.progress().actualSteps();
    assertThat(info.progress().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(info.progress().stopped()).matches(reason);
    assertThat(steps).isLessThanOrEqualTo(atMost);
    assertThat(info.progress().requestedSteps()).isEqualTo(8000);
    assertThat(info.results().lastEval().checkpointEnvSteps()).isEqualTo(steps);
    assertThat(directory.resolve("run/checkpoints/%09d".formatted(steps))).isDirectory();
    List<String> rows = Files.readAllLines(directory.resolve("run/metrics.csv"));
    assertThat(rows.get(rows.size() - 1)).startsWith(steps + ",").doesNotContain("NaN");
    assertThat(Files.readString(directory.resolve("run/run.json"))).contains("\"stopped\" : \"");
  }

  @Test
  void solvedIsTheEnvironmentsThreshold() {
    RunInfo info =
        runs()
            .trainAgent(request("run", "CartPole-v1", "stopReward=solved"), RunListener.SILENT)
            .info();
    if (info.progress().stopped() != null) {
      assertThat(info.progress().stopped()).endsWith("reached 475.0");
    } else {
      assertThat(info.progress().actualSteps()).isEqualTo(8000);
    }
  }

  /** The evaluations without improvement are counted on across a resume. */
  @Test
  void resumedRunStopsWhereTheUninterruptedOneDoes() throws IOException {
    RunInfo whole =
        runs()
            .trainAgent(request("whole", "Ruled-v0", "stopPatience=3"), RunListener.SILENT)
            .info();
    assertThat(whole.progress().stopped()).isNotNull();
    long crash = whole.progress().actualSteps() - 300;
    RunListener crasher =
        new RunListener() {
          @Override
          public void logged(long steps, Map<String, Double> row) {
            if (steps >= crash) {
              throw new StackOverflowError("crash of the test");
            }
          }
        };
    assertThatThrownBy(
            () -> runs().trainAgent(request("cut", "Ruled-v0", "stopPatience=3"), crasher))
        .isInstanceOf(StackOverflowError.class);
    RunDirectory cut = RunDirectory.open(directory.resolve("cut"));
    RunInfo resumed = runs().resumeAgent(cut, RunListener.SILENT).info();
    assertThat(resumed.progress().actualSteps()).isEqualTo(whole.progress().actualSteps());
    assertThat(resumed.progress().stopped()).isEqualTo(whole.progress().stopped());
    assertThat(directory.resolve("cut/metrics.csv"))
        .hasSameTextualContentAs(directory.resolve("whole/metrics.csv"));
  }

  /** Killed after the last checkpoint and before its final evaluation. */
  @Test
  void runKilledAfterItStoppedIsOnlyFinished() throws IOException {
    RunListener crasher =
        new RunListener() {
          private boolean crashed;

          @Override
          public void progressed(long steps, double meanReturn) {
            if (steps >= 400 && !crashed) {
              crashed = true;
              throw new StackOverflowError("crash of the test");
            }
          }
        };
    assertThatThrownBy(() -> runs().trainAgent(request("cut", "Ruled-v0", "stopReward=5"), crasher))
        .isInstanceOf(StackOverflowError.class);
    RunDirectory cut = RunDirectory.open(directory.resolve("cut"));
    RunInfo resumed = runs().resumeAgent(cut, RunListener.SILENT).info();
    assertThat(resumed.progress().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(resumed.progress().actualSteps()).isEqualTo(400);
    assertThat(resumed.progress().stopped()).contains("reached 5.0");
  }
}
