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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad input: its exit status, and one line that says what would be right. */
final class BadInputTest {
  @TempDir private Path directory;

  private static Arguments bad(int status, String message, String... args) {
    return Arguments.of(status, message, args);
  }

  private static Arguments train(String message, String... more) {
    List<String> args =
        new ArrayList<>(List.of("train", "--agent", "linear", "--env", "CartPole-v1"));
    args.addAll(List.of(more));
    return Arguments.of(2, message, args.toArray(String[]::new));
  }

  static Stream<Arguments> inputs() {
    return Stream.of(
        bad(2, "unknown command 'trian'; did you mean 'train'?", "trian"),
        bad(2, "unknown option '--sed'; did you mean '--seed'?", "train", "--sed", "1"),
        bad(2, "'x' is not", "train", "--seed", "x"),
        bad(2, "train takes either --agent and --env, or --model and --data", "train"),
        bad(2, "--agent needs --env", "train", "--agent", "linear"),
        bad(
            2,
            "unknown agent 'liner'; did you mean 'linear'?",
            "train",
            "--agent",
            "liner",
            "--env",
            "CartPole-v1"),
        bad(2, "CartPole-v1", "train", "--agent", "linear", "--env", "CartPol-v1"),
        bad(2, "unknown model 'gam'", "train", "--model", "gam", "--data", "ring8"),
        bad(
            2,
            "agent 'continuous' cannot act in CartPole-v1: its action space is Discrete(2), and continuous needs Box",
            "train",
            "--agent",
            "continuous",
            "--env",
            "CartPole-v1"),
        bad(
            2,
            "agent 'baseline' plays by the environment's own rule, and Ruleless-v0 has none; these have"
                + " one: ",
            "train",
            "--agent",
            "baseline",
            "--env",
            "Ruleless-v0"),
        train(
            "--set stepsize=1: unknown setting of linear 'stepsize'; did you mean 'stepSize'?",
            "--set",
            "stepsize=1"),
        train("--set takes key=value, but got 'stepSize'", "--set", "stepSize"),
        train("--set nEnvs=-4: nEnvs must be at least 1, but is -4", "--set", "nEnvs=-4"),
        train(
            "--set nEnvs=four: nEnvs must be a whole number, but is 'four'", "--set", "nEnvs=four"),
        train("--set nEnvs=2.5: nEnvs must be a whole number", "--set", "nEnvs=2.5"),
        train("--set stepSize=fast: stepSize: ", "--set", "stepSize=fast"),
        train("--set widths=4: widths must be a list such as [64, 64]", "--set", "widths=4"),
        train("--set greedy=maybe: greedy must be true or false", "--set", "greedy=maybe"),
        train("--set kind=odd: kind must be one of normal, uniform", "--set", "kind=odd"),
        train("--steps -5: totalEnvSteps must be at least 1, but is -5", "--steps", "-5"),
        train("--steps many: totalEnvSteps must be a whole number", "--steps", "many"),
        train("--seed must be 0 or more, but is -1", "--seed", "-1"),
        train("unknown wrapper 'Shiny'", "--wrapper", "Shiny"),
        train("wrapper FrameStack: argument stack_size is", "--wrapper", "FrameStack:none"),
        train("wrapper Grayscale around CartPole-v1: needs colour", "--wrapper", "Grayscale"),
        train("--env-arg takes key=value", "--env-arg", "gravity"),
        train("environment argument gravity varies as", "--env-arg", "gravity=3.."),
        bad(2, "--grid takes name=low:high:count", "eval", "no-such-run", "--grid", "gravity"),
        bad(2, "--out draws a heat map", "eval", "no-such-run", "--out", "x.png"),
        train("there is no file no.yaml", "--config", "no.yaml"),
        train("there is no run directory no-such-run", "--from", "no-such-run"),
        bad(2, "there is no run directory no-such-run", "resume", "no-such-run"),
        bad(2, "there is no run directory no-such-run", "eval", "no-such-run"),
        bad(2, "there is no run directory no-such-run", "replay", "no-such-run"),
        bad(2, "there is no run directory no-such-run", "generate", "no-such-run"),
        bad(2, "--episodes must be at least 1", "eval", "no-such-run", "--episodes", "0"),
        bad(2, "--format", "envs", "--format", "xml"),
        bad(2, "there is no body \"mpl\"; there are mlp", "bodies", "mpl"),
        bad(2, "body mlp has no setting width; it has widths", "bodies", "mlp", "width=3"),
        bad(2, "--shape needs the NAME of a body", "bodies", "--shape", "4"),
        bad(2, "--shape of what mlp sees is n, each 1", "bodies", "mlp", "--shape", "4,4"),
        bad(2, "each 1 or more, but is '0'", "bodies", "mlp", "--shape", "0"),
        train("--set stopReward=much: stopReward must be a number", "--set", "stopReward=much"),
        train("--set stopReward=NaN: stopReward must be a number", "--set", "stopReward=NaN"),
        train("--set stopEpisodes=-1: stopEpisodes must be at", "--set", "stopEpisodes=-1"),
        train("--set stopPatience=-1: stopPatience must be at", "--set", "stopPatience=-1"),
        bad(
            2,
            "stopReward: Ruleless-v0 has no reward threshold to be solved at: use a number",
            "train",
            "--agent",
            "linear",
            "--env",
            "Ruleless-v0",
            "--set",
            "stopReward=solved"),
        bad(2, "unknown benchmark 'nothing'", "bench", "nothing"),
        bad(2, "there is no file no.yaml", "experiment", "no.yaml"),
        bad(2, "is one argument too many", "agents", "extra"),
        bad(2, "unknown environment 'CartPole'; nearest: CartPole-v0", "envs", "CartPole"),
        bad(2, "'test' is run by the launcher", "test"));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void isRefusedInOneLine(int status, String message, String[] args) {
    Call call = Call.of(args);
    assertThat(call.err()).contains(message);
    assertThat(call.err().lines()).hasSize(1);
    assertThat(call.err()).startsWith("palestra: ");
    assertThat(call.out()).isEmpty();
    assertThat(call.status()).isEqualTo(status);
  }

  @Test
  void configFileIsNamedWithItsLine() throws IOException {
    Path config = directory.resolve("mine.yaml");
    Files.writeString(config, "nEnvs: 2\nwidth: [3]\n");
    refused("mine.yaml, line 2: unknown setting of linear 'width'; did you mean 'widths'?", config);
    Files.writeString(config, "# first\n\nnEnvs: 0\n");
    refused("mine.yaml, line 3: nEnvs must be at least 1, but is 0", config);
    Files.writeString(config, "nEnvs: [\n");
    refused("mine.yaml, line 1: not valid YAML: while parsing a flow node", config);
    Files.writeString(config, "- nEnvs\n");
    refused("mine.yaml, line 1: expected 'key: value' lines", config);
  }

  private void refused(String message, Path config) {
    Path run = directory.resolve("run");
    Call call =
        Call.of(
            "train",
            "--agent",
            "linear",
            "--env",
            "CartPole-v1",
            "--config",
            config.toString(),
            "--run",
            run.toString());
    assertThat(call.err()).contains(message);
    assertThat(call.err().lines()).hasSize(1);
    assertThat(call.status()).isEqualTo(2);
    assertThat(run).doesNotExist();
  }

  @Test
  void runDirectoryThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Call call =
        Call.of(
            "train",
            "--agent",
            "linear",
            "--env",
            "CartPole-v1",
            "--run",
            file.resolve("run").toString());
    assertThat(call.err()).contains("cannot write the run directory " + file.resolve("run"));
    assertThat(call.status()).isEqualTo(2);
  }

  @Test
  void newerRunDirectoryIsRefused() throws IOException {
    Files.writeString(directory.resolve("run.json"), "{\"formatVersion\": 99, \"soul\": {}}");
    for (String command : List.of("resume", "eval", "replay", "generate")) {
      Call call = Call.of(command, directory.toString());
      assertThat(call.err()).contains("a newer Palestra wrote it (format 99");
      assertThat(call.err().lines()).hasSize(1);
      assertThat(call.status()).isEqualTo(2);
    }
  }

  @Test
  void damagedRunDirectoryIsRefused() throws IOException {
    for (String text : List.of("", "not json", "{\"formatVersion\": 1}", "{}", "[1]")) {
      Files.writeString(directory.resolve("run.json"), text);
      Call call = Call.of("resume", directory.toString());
      assertThat(call.err()).contains("run.json");
      assertThat(call.err().lines()).hasSize(1);
      assertThat(call.status()).isEqualTo(2);
    }
  }
}
