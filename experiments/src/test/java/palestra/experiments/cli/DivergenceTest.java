package palestra.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Training that meets what is not finite ends with exit status 1 and one line that names the step,
 * the tensor and the last good checkpoint.
 */
final class DivergenceTest {
  /** All that a small run needs; what an agent does not know is left out. */
  private static final List<String> SMALL =
      List.of(
          "evalEveryEnvSteps=1000",
          "evalEpisodes=2",
          "finalEvalEpisodes=2",
          "checkpointEveryEnvSteps=500",
          "logEveryEnvSteps=500",
          "nEnvs=2",
          "netArch=[16]");

  @TempDir private Path directory;

  private Call train(String agent, String env, List<String> settings, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("train", "--agent", agent, "--env", env, "--steps", "4000", "--device", "cpu"));
    args.addAll(List.of("--run", directory.resolve("run").toString(), "--format", "json"));
    args.addAll(List.of("--db", directory.resolve("board.db").toString()));
    Stream.concat(SMALL.stream(), settings.stream())
        .forEach(setting -> args.addAll(List.of("--set", setting)));
    args.addAll(List.of(more));
    return Call.of(args.toArray(String[]::new));
  }

  private void assertFailed(Call call, String tensor) throws IOException {
    assertThat(call.message())
        .startsWith("palestra: training diverged after ")
        .contains(" environment steps, at update ")
        .contains(" of optimizer: " + tensor)
        .contains("; last good checkpoint: " + directory.resolve("run/checkpoints/00000"))
        .contains("a smaller learningRate");
    assertThat(call.out()).isEmpty();
    assertThat(call.status()).isEqualTo(1);
    assertThat(Files.readString(directory.resolve("run/run.json")))
        .contains("\"status\" : \"failed\"")
        .contains("\"error\" : \"training diverged after ");
    String named = call.message().replaceAll(".*last good checkpoint: ([^;]*);.*", "$1");
    assertThat(Path.of(named)).isDirectory();
    Call eval = Call.of("eval", directory.resolve("run").toString(), "--episodes", "2");
    assertThat(eval.status()).as(eval.err()).isZero();
  }

  /** Halfway the learning rate grows to 1e26: the next steps throw the weights far out. */
  @ParameterizedTest
  @ValueSource(strings = {"ppo", "a2c", "dqn"})
  void absurdLearningRate(String agent) throws IOException {
    assertFailed(train(agent, "CartPole-v1", List.of("learningRate=step 1e-3 1e29 0.5")), "");
  }

  /** After 600 steps of each copy the rewards are NaN, and with them what is learned from. */
  @ParameterizedTest
  @CsvSource({
    "ppo, input advantages is NaN, nSteps=32",
    "a2c, input advantages is NaN, nSteps=8",
    "dqn, input r is NaN, learningStarts=100"
  })
  void rewardsThatAreNoNumbers(String agent, String tensor, String setting) throws IOException {
    assertFailed(train(agent, "Faulty-v0", List.of(setting)), tensor);
  }

  @Test
  void beforeTheFirstCheckpoint() {
    Call call = train("a2c", "ProbeConstant-v0", List.of(), "--env-arg", "reward=1e30");
    assertThat(call.message())
        .contains("at update 1 of optimizer: loss is Infinity; no checkpoint was written before;");
    assertThat(call.status()).isEqualTo(1);
  }

  @Test
  void generativeModel() {
    Call call =
        Call.of(
            "train",
            "--model",
            "gan",
            "--data",
            "ring8",
            "--steps",
            "400",
            "--set",
            "checkpointEveryGeneratorSteps=100",
            "--set",
            "learningRate=step 1e-3 1e33 0.5",
            "--run",
            directory.resolve("gan").toString(),
            "--db",
            directory.resolve("board.db").toString());
    assertThat(call.message())
        .contains("training diverged after ")
        .contains(" generator steps, at update ")
        .containsPattern("of (generator|discriminator)Adam: ")
        .contains("last good checkpoint: " + directory.resolve("gan/checkpoints/00000"));
    assertThat(call.status()).isEqualTo(1);
  }
}
