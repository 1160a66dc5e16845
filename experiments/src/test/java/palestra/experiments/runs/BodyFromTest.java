package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.experiments.store.RunStatus;
import palestra.experiments.testing.Requests;

/** An encoder that was trained on an environment's observations becomes an agent's body. */
final class BodyFromTest {
  private static final String BODY = "conv filters=4 size=3 stride=1 units=8";
  private static final String GAME = "MinAtar/Breakout-v1";

  @TempDir private Path directory;

  private Runs runs(Interruption interruption) {
    return new Runs(Lab.load(), store(), interruption);
  }

  private RunStore store() {
    return new RunStore(directory.resolve("board.db").toString());
  }

  @BeforeEach
  void trainAnEncoder() {
    new ModelRuns(Lab.load(), store(), new Interruption())
        .train(
            request(
                "ae",
                "observations env=" + GAME + " count=200",
                "encoder",
                "encoder=" + BODY,
                "totalGeneratorSteps=4",
                "batchSize=16"),
            RunListener.SILENT);
  }

  private TrainRequest request(String learner, String task, String name, String... settings) {
    return Requests.request(directory, name, learner, task, 3, List.of(settings));
  }

  private TrainRequest agent(String name, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "totalEnvSteps=256",
                "nEnvs=2",
                "nSteps=16",
                "batchSize=16",
                "evalEpisodes=2",
                "finalEvalEpisodes=2",
                "evalEveryEnvSteps=128",
                "checkpointEveryEnvSteps=64",
                "body=" + BODY));
    all.addAll(List.of(settings));
    return request("ppo", GAME, name, all.toArray(String[]::new));
  }

  private String encoder() {
    return "bodyFrom=" + directory.resolve("encoder");
  }

  @Test
  void aFrozenRunGoesOnBitForBitWithoutTheEncodersRun() throws IOException {
    String[] frozen = {encoder(), "bodyTraining=frozen"};
    runs(new Interruption()).trainAgent(agent("whole", frozen), RunListener.SILENT);
    Interruption interruption = new Interruption();
    RunListener stopper =
        new RunListener() {
          @Override
          public void logged(long steps, Map<String, Double> row) {
            if (steps >= 160) {
              interruption.request();
            }
          }
        };
    Runs.Outcome cut = runs(interruption).trainAgent(agent("cut", frozen), stopper);
    assertThat(cut.info().progress().status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(cut.info().settings())
        .containsEntry("bodyFrom", directory.resolve("encoder").toString())
        .containsEntry("bodyTraining", "frozen");
    DurableFiles.delete(directory.resolve("encoder"));
    runs(new Interruption()).resumeAgent(cut.directory(), RunListener.SILENT);
    assertThat(directory.resolve("cut/metrics.csv"))
        .hasSameTextualContentAs(directory.resolve("whole/metrics.csv"));
    Path weights = Path.of("checkpoints/000000256/learner/weights.data-00000-of-00001");
    assertThat(directory.resolve("cut").resolve(weights))
        .hasSameBinaryContentAs(directory.resolve("whole").resolve(weights));
    assertThat(new Evaluations(Lab.load()).evaluate(cut.directory(), 2, 0, Map.of()).returns())
        .hasSize(2);
  }

  @Test
  void withoutTheSettingsNothingIsRecordedOfThem() {
    Runs.Outcome plain = runs(new Interruption()).trainAgent(agent("plain"), RunListener.SILENT);
    assertThat(plain.info().settings()).containsKey("body").doesNotContainKey("bodyFrom");
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsMade() {
    runs(new Interruption()).trainAgent(agent("trained"), RunListener.SILENT);
    assertRefused(
        agent("x", "bodyFrom=" + directory.resolve("trained")),
        "bodyFrom: " + directory.resolve("trained") + " is a run of the agent 'ppo'");
    assertRefused(
        agent("x", "bodyFrom=" + directory.resolve("nowhere")), "there is no run directory");
    assertRefused(
        agent("x", encoder(), "body=conv filters=8 size=3 stride=1 units=8"),
        "is the body '" + BODY + "', but the agent's is 'conv filters=8 size=3 stride=1 units=8'");
    TrainRequest elsewhere =
        request("dqn", "MinAtar/Freeway-v1", "x", "body=" + BODY, encoder(), "totalEnvSteps=100");
    assertRefused(elsewhere, "of shape [10, 10, 4], but the agent's observations have [10, 10, 7]");
    assertRefused(request("random", GAME, "x", encoder()), "unknown setting of random 'bodyFrom'");
    assertRefused(agent("x", "bodyRate=0"), "bodyRate must be above 0");
    assertRefused(agent("x", "bodyTraining=frozen", "bodyRate=0.1"), "bodyTraining is frozen");
    assertRefused(agent("x", "bodyTraining=frozen", "body=mlp"), "body mlp has no weights");
  }

  @Test
  void aModelWithoutAnEncoderAndARunWithoutACheckpointAreRefused() throws IOException {
    new ModelRuns(Lab.load(), store(), new Interruption())
        .train(request("gan", "ring8", "gan", "totalGeneratorSteps=2"), RunListener.SILENT);
    assertRefused(
        agent("x", "bodyFrom=" + directory.resolve("gan")), "'gan', which has no encoder");
    DurableFiles.delete(directory.resolve("encoder/checkpoints"));
    assertRefused(agent("x", encoder()), "has no checkpoint yet");
  }

  private void assertRefused(TrainRequest request, String message) {
    assertThatThrownBy(() -> runs(new Interruption()).trainAgent(request, RunListener.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    assertThat(request.run()).doesNotExist();
  }

  @Test
  void variantsOfAnExperimentAreConfigsOfTheirOwn() throws IOException {
    Path file = directory.resolve("plan.yaml");
    Files.writeString(
        file,
        """
        agents: [ppo]
        environments: [MinAtar/Breakout-v1]
        seeds: [1, 2]
        steps: 100
        root: %s
        settings:
          ppo: {body: '%s', netArch: [8]}
        variants:
          scratch: {}
          frozen: {bodyFrom: '%s', bodyTraining: frozen}
        """
            .formatted(directory.resolve("all"), BODY, directory.resolve("encoder")));
    List<ExperimentPlan.Job> jobs = ExperimentPlan.read(file).jobs();
    assertThat(jobs).hasSize(4);
    assertThat(jobs.stream().map(job -> job.request().configName()))
        .containsExactly("scratch", "scratch", "frozen", "frozen");
    assertThat(jobs.stream().map(job -> job.request().run().getFileName().toString()))
        .doesNotHaveDuplicates()
        .first()
        .isEqualTo("ppo-scratch-MinAtar_Breakout-v1-s1");
    assertThat(jobs.get(3).request().settings()).containsKeys("netArch", "bodyFrom");
    assertThat(jobs.get(0).request().settings()).doesNotContainKey("bodyFrom");

    Files.writeString(file, "agents: [ppo]\nenvironments: [A]\nvariants: [a, b]\n");
    assertThatThrownBy(() -> ExperimentPlan.read(file))
        .hasMessageContaining("variants are settings by a name");
  }
}
