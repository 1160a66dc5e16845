package palestra.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.tests.CommandLine;
import palestra.tests.Outcome;
import palestra.tests.PythonScript;

/** Bridged environments on the command line: trained on, recorded, replayed. */
final class BridgeRunsTest {
  @TempDir Path directory;

  private Outcome run(String... arguments) throws Exception {
    return Outcome.of(
        directory,
        Map.of("PALESTRA_PYTHON", PythonScript.interpreter()),
        CommandLine.command(arguments));
  }

  private JsonNode train(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 5];
    all[0] = "train";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--run";
    all[arguments.length + 2] = "runs/one";
    all[arguments.length + 3] = "--format";
    all[arguments.length + 4] = "json";
    Outcome outcome = run(all);
    assertThat(outcome.status()).as(outcome.errors()).isZero();
    return new ObjectMapper().readTree(outcome.output());
  }

  private JsonNode record() throws Exception {
    return new ObjectMapper().readTree(Files.readString(directory.resolve("runs/one/run.json")));
  }

  @Test
  void ppoLearnsCartPoleAcrossTheBridge() throws Exception {
    JsonNode report =
        train("--agent", "ppo", "--env", "gym:CartPole-v1", "--seed", "1", "--steps", "50000");
    assertThat(report.path("finalEval").path("mean").asDouble()).isGreaterThanOrEqualTo(475);
    JsonNode bridge = record().path("progress").path("environment").path("bridge");
    assertThat(bridge.path("mode").asText()).isEqualTo("sync");
    assertThat(bridge.path("gymnasium").asText()).isEqualTo("1.4.0");
    Outcome film = run("replay", "runs/one", "--episode", "best", "--out", "best.png");
    assertThat(film.status()).as(film.errors()).isZero();
    assertThat(directory.resolve("best.png")).isNotEmptyFile();
  }

  @Test
  void episodesLostToFaultsAreCountedInTheRun() throws Exception {
    Path once = directory.resolve("once");
    JsonNode report =
        train(
            "--agent",
            "dqn",
            "--env",
            Bridged.LINE,
            "--steps",
            "200", //
            "--env-arg",
            "fault=kill",
            "--env-arg",
            "once=" + once, //
            "--env-arg",
            "bridge.onFault=restart",
            "--env-arg",
            "bridge.workers=1", //
            "--set",
            "finalEvalEpisodes=2",
            "--set",
            "evalEpisodes=2");
    assertThat(report.path("environment").path("bridge").path("restarts").asInt()).isPositive();
    assertThat(
            record().path("progress").path("environment").path("bridge").path("restarts").asInt())
        .isPositive();
  }

  @Test
  void aRunThatFailsSaysWhyInOneLineAndKeepsItsCheckpoints() throws Exception {
    Outcome outcome =
        run(
            "train",
            "--agent",
            "dqn",
            "--env",
            Bridged.LINE,
            "--steps",
            "4000", //
            "--env-arg",
            "fault=raise",
            "--env-arg",
            "at=9",
            "--set",
            "evalEpisodes=1");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors())
        .contains("palestra: " + Bridged.LINE + ", copy 0, action ", "the line is broken in two")
        .doesNotContain("\tat ");
  }

  @Test
  void anAsynchronousRunIsMarkedSoAndOthersAreRefused() throws Exception {
    train(
        "--agent",
        "dqn",
        "--env",
        "gym:CartPole-v1",
        "--steps",
        "3000", //
        "--env-arg",
        "bridge.mode=async",
        "--set",
        "nEnvs=4", //
        "--set",
        "finalEvalEpisodes=5",
        "--set",
        "evalEpisodes=5");
    JsonNode progress = record().path("progress");
    assertThat(progress.path("environment").path("bridge").path("mode").asText())
        .isEqualTo("async");
    assertThat(progress.path("actualSteps").asInt()).isBetween(3000, 3004);
    Outcome ppo =
        run(
            "train",
            "--agent",
            "ppo",
            "--env",
            "gym:CartPole-v1", //
            "--env-arg",
            "bridge.mode=async");
    assertThat(ppo.status()).isEqualTo(2);
    assertThat(ppo.errors())
        .contains(
            "agent 'ppo' learns from steps of all copies together", "these can: c51, ddpg, dqn")
        .hasLineCount(1);
  }
}
