package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.envs.Environment;
import palestra.envs.replay.Replay;
import palestra.envs.replay.ReplayFile;
import palestra.envs.replay.Resimulation;
import palestra.envs.wrapping.WrapperStack;
import palestra.experiments.config.Settings;
import palestra.networks.Device;

/** Runs with wrappers around the environment, and with a level for each episode. */
final class WrappedRunsTest {
  private static final List<String> WRAPPERS =
      List.of("NormalizeObservation", "NormalizeReward:gamma=0.9", "StickyAction:0.2");
  private static final Map<String, String> LEVELS = Map.of("gravity", "5..15", "length", "0.3|0.5");

  @TempDir private Path directory;
  private Lab lab;

  @BeforeEach
  void load() {
    lab = Lab.load();
  }

  private Runs runs(Interruption interruption) {
    return new Runs(lab, new RunStore(directory.resolve("board.db").toString()), interruption);
  }

  private TrainRequest request(
      String name, Map<String, String> envArgs, List<String> wrappers, String... more) {
    List<String> settings =
        new java.util.ArrayList<>(
            List.of(
                "totalEnvSteps=3000",
                "evalEveryEnvSteps=1000",
                "evalEpisodes=3",
                "finalEvalEpisodes=6",
                "recordEpisodes=6",
                "checkpointEveryEnvSteps=900",
                "logEveryEnvSteps=300",
                "trialSteps=40"));
    settings.addAll(List.of(more));
    return new TrainRequest(
        "linear",
        "CartPole-v1",
        envArgs,
        wrappers,
        3,
        Settings.user(null, settings),
        null,
        Device.CPU,
        directory.resolve(name),
        directory,
        null);
  }

  private RunDirectory train(String name, Map<String, String> envArgs, List<String> wrappers) {
    return runs(new Interruption())
        .trainAgent(request(name, envArgs, wrappers), RunListener.SILENT)
        .directory();
  }

  @Test
  void resumedRunEqualsTheWholeOneBitForBit() throws IOException {
    RunDirectory whole = train("whole", LEVELS, WRAPPERS);
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
    RunDirectory cut =
        runs(interruption).trainAgent(request("cut", LEVELS, WRAPPERS), stopper).directory();
    runs(new Interruption()).resumeAgent(cut, RunListener.SILENT);
    for (String file :
        List.of(
            "checkpoints/000003000/learner/linear.bin",
            "checkpoints/000003000/learner/wrappers.state",
            "metrics.csv",
            "episodes/001.replay",
            "episodes/006.replay")) {
      assertThat(cut.path().resolve(file)).hasSameBinaryContentAs(whole.path().resolve(file));
    }
    assertThat(cut.info().results().finalEval().returns())
        .isEqualTo(whole.info().results().finalEval().returns());
  }

  @Test
  void replaysPlayAgainWithTheirWrappersAndLevels() throws IOException {
    RunDirectory run =
        train("run", LEVELS, List.of("StickyAction:0.3", "MaxAndSkip:2", "NormalizeObservation"));
    List<Path> files;
    try (Stream<Path> held = Files.list(run.episodes())) {
      files = held.toList();
    }
    assertThat(files).hasSize(6);
    for (Path file : files) {
      Replay replay = ReplayFile.read(file);
      assertThat(replay.wrappers())
          .containsExactly(
              "StickyAction:repeat_action_probability=0.3",
              "MaxAndSkip:skip=2",
              "NormalizeObservation");
      try (Environment<?, ?> env =
          new WrapperStack(
                  lab.environments().spec(replay.environment()),
                  replay.arguments(),
                  lab.wrappers().parse(replay.wrappers()))
              .single(true)) {
        Resimulation again = new Resimulation(env, replay);
        while (again.advance()) {
          assertThat(again.difference()).isEmpty();
        }
        assertThat(again.position()).isEqualTo(replay.length());
      }
    }
  }

  @Test
  void theRunSaysItsWrappersAndEvaluationsTellTheTasksOwnRewards() {
    RunDirectory run = train("run", Map.of(), WRAPPERS);
    assertThat(run.info().settings().get("wrappers"))
        .isEqualTo(
            List.of(
                "NormalizeObservation",
                "NormalizeReward:gamma=0.9",
                "StickyAction:repeat_action_probability=0.2"));
    EvalResult result = run.info().results().finalEval();
    for (int i = 0; i < result.episodes(); i++) {
      assertThat(result.returns().get(i)).isEqualTo((double) result.lengths().get(i));
    }
    Evaluations evaluations = new Evaluations(lab);
    EvalResult again = evaluations.evaluate(run, result.episodes(), result.seed(), Map.of());
    assertThat(again.returns()).isEqualTo(result.returns());
    assertThat(Evaluations.recorded(run)).isEmpty();
  }

  @Test
  void wrappersMayBeSetLikeAnySetting() {
    TrainRequest request =
        request("set", Map.of(), List.of(), "wrappers=[NormalizeObservation, MaxAndSkip]");
    assertThat(AgentSetup.of(lab, request).wrappers())
        .containsExactly("NormalizeObservation", "MaxAndSkip");
    TrainRequest none = request("none", Map.of(), List.of(), "wrappers=[]");
    assertThat(AgentSetup.of(lab, none).settings()).doesNotContainKey("wrappers");
  }

  @Test
  void trainingAndTestLevelsAreKeptApart() {
    RunDirectory run = train("run", Map.of("gravity", "5..15"), List.of());
    assertThat(run.info().envArgs()).isEqualTo(Map.of("gravity", "5..15"));
    assertThat(run.info().taskName()).isEqualTo("CartPole-v1?gravity=5..15");
    Evaluations evaluations = new Evaluations(lab);
    EvalResult test = evaluations.evaluate(run, 5, 1, Map.of("gravity", "15..20"));
    assertThat(test.envArgs()).isEqualTo(Map.of("gravity", "15..20"));
    assertThat(Evaluations.recorded(run)).containsExactly(test);
    assertThat(run.info().results().finalEval().envArgs()).isEqualTo(Map.of("gravity", "5..15"));
  }

  @Test
  void aGridsCellIsAnEvaluationWithItsArguments() {
    RunDirectory run = train("run", Map.of("gravity", "5..15"), List.of("NormalizeObservation"));
    Evaluations evaluations = new Evaluations(lab);
    EvalGrid grid =
        evaluations.grid(
            run,
            4,
            9,
            Map.of("masspole", "0.2"),
            List.of(GridAxis.parse("gravity=1:20:3"), GridAxis.parse("length=0.25:1.5:2")));
    assertThat(grid.cells()).hasSize(6);
    assertThat(grid.envArgs()).isEqualTo(Map.of("masspole", "0.2"));
    assertThat(grid.axes().get(0).trainedLow()).isEqualTo(5);
    assertThat(grid.axes().get(0).trainedHigh()).isEqualTo(15);
    assertThat(grid.axes().get(1).trainedLow()).isEqualTo(0.5);
    EvalGrid.Cell cell = grid.cells().get(3);
    assertThat(cell.at()).isEqualTo(Map.of("gravity", 10.5, "length", 1.5));
    EvalResult alone =
        evaluations.evaluate(
            run, 4, 9, Map.of("gravity", "10.5", "length", "1.5", "masspole", "0.2"));
    assertThat(cell.returns()).isEqualTo(alone.returns());
    Path out = directory.resolve("deep/heat.png");
    grid.write(out);
    assertThat(out).isNotEmptyFile();
  }

  @Test
  void aWrongGridSaysWhatIsRight() {
    for (String wrong :
        List.of("gravity", "gravity=1:2", "gravity=2:1:3", "gravity=1:2:1", "=1:2:3")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> GridAxis.parse(wrong))
          .withMessageStartingWith("--grid takes name=low:high:count");
    }
  }
}
