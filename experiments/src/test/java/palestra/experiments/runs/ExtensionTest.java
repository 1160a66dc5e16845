package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.experiments.store.RunStatus;
import palestra.experiments.testing.Requests;

/** Runs that are given more steps than they were planned for. */
final class ExtensionTest {
  @TempDir private Path directory;

  private ModelRuns models() {
    return new ModelRuns(Lab.load(), store(), new Interruption());
  }

  private Runs agents() {
    return new Runs(Lab.load(), store(), new Interruption());
  }

  private RunStore store() {
    return new RunStore(directory.resolve("board.db").toString());
  }

  private TrainRequest request(String learner, String task, String name, String... settings) {
    return Requests.request(directory, name, learner, task, 2, Arrays.asList(settings));
  }

  private TrainRequest model(String name, int steps, String rate) {
    return request(
        "gan",
        "ring8",
        name,
        "totalGeneratorSteps=" + steps,
        "logEveryGeneratorSteps=30",
        "evalEveryGeneratorSteps=60",
        "checkpointEveryGeneratorSteps=60",
        "instanceNoise=0",
        "learningRate=" + rate,
        "discriminatorLearningRate=" + rate);
  }

  private TrainRequest agent(String name, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "totalEnvSteps=1200",
                "evalEveryEnvSteps=400",
                "evalEpisodes=3",
                "finalEvalEpisodes=4",
                "trialSteps=40"));
    settings.addAll(List.of(more));
    return request("linear", "Ruled-v0", name, settings.toArray(String[]::new));
  }

  @Test
  void withoutSchedulesItIsTheRunThatWasPlannedSoAtFirst() {
    models().train(model("whole", 180, "0.001"), RunListener.SILENT);
    Runs.Outcome half = models().train(model("half", 120, "0.001"), RunListener.SILENT);
    assertThat(half.info().progress().status()).isEqualTo(RunStatus.FINISHED);
    models().extend(half.directory(), 180, RunListener.SILENT);
    RunInfo longer = half.directory().info();
    RunInfo whole = RunDirectory.open(directory.resolve("whole")).info();
    assertThat(longer.settings()).isEqualTo(whole.settings());
    assertThat(longer.progress().actualSteps()).isEqualTo(180);
    assertThat(longer.exactness()).isEqualTo(new Exactness(true, List.of()));
    assertThat(longer.configName()).isEqualTo(whole.configName());
    assertThat(longer.results()).isEqualTo(whole.results());
    assertThat(directory.resolve("half/metrics.csv"))
        .hasSameTextualContentAs(directory.resolve("whole/metrics.csv"));
    assertThat(directory.resolve("half/samples/final.png"))
        .hasSameBinaryContentAs(directory.resolve("whole/samples/final.png"));
  }

  @Test
  void schedulesMakeItAnotherRunWhichSaysSo() {
    Runs.Outcome half = models().train(model("half", 60, "linear 0.001 0"), RunListener.SILENT);
    RunInfo longer = models().extend(half.directory(), 120, RunListener.SILENT).info();
    assertThat(longer.progress().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(longer.exactness().exact()).isFalse();
    assertThat(longer.exactness().why())
        .containsExactly("planned for 60 steps, and went on with resume --steps");
    assertThat(longer.configName()).isEqualTo("custom from 60");
  }

  @Test
  void agentGoesOnAndIsEvaluatedAnew() {
    Runs.Outcome first = agents().trainAgent(agent("run"), RunListener.SILENT);
    RunInfo longer = agents().extendAgent(first.directory(), 2000, RunListener.SILENT).info();
    assertThat(longer.progress().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(longer.progress().actualSteps()).isEqualTo(2000);
    assertThat(longer.settings().get("totalEnvSteps")).isEqualTo(2000L);
    assertThat(longer.results().lastEval().checkpointEnvSteps()).isEqualTo(2000);
    assertThat(longer.exactness().exact()).isFalse();
    assertThat(RunDirectory.open(first.directory().path()).info().progress().requestedSteps())
        .isEqualTo(2000);
  }

  @Test
  void fewerStepsAreRefusedAndNothingIsLost() {
    Runs.Outcome first = agents().trainAgent(agent("run"), RunListener.SILENT);
    RunInfo before = first.directory().info();
    assertThatThrownBy(() -> agents().extendAgent(first.directory(), 1200, RunListener.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--steps must be more than the 1,200 steps that %s was planned for, but is 1,200",
            first.directory());
    assertThat(first.directory().info()).isEqualTo(before);
  }

  @Test
  void stoppedRunIsRefused() {
    Runs.Outcome stopped = agents().trainAgent(agent("run", "stopReward=5"), RunListener.SILENT);
    assertThatThrownBy(() -> agents().extendAgent(stopped.directory(), 5000, RunListener.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stopped before: the evaluation's mean return");
  }
}
