package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A run that was killed with SIGKILL, or stopped with SIGTERM, and went on afterwards is the run
 * that was left alone: the same metrics, the same weights, the same episodes, bit for bit.
 */
class ResumeTest {
  private static final int SIGTERM_STATUS = 130;

  @ParameterizedTest
  @CsvSource({
    "ppo, CartPole-v1, 20000, true",
    "ppo, CartPole-v1, 20000, false",
    "dqn, CartPole-v1, 6000, true",
    "dqn, CartPole-v1, 6000, false",
    "a2c, CartPole-v1, 40000, true",
    "a2c, CartPole-v1, 40000, false",
    "rainbow, CartPole-v1, 3000, true",
    "recurrent-ppo, CartPole-v1, 10000, true",
    "sac, Pendulum-v1, 1500, true"
  })
  void goesOnBitForBit(String agent, String env, int steps, boolean kill, @TempDir Path directory)
      throws IOException, InterruptedException {
    Outcome whole = CommandLine.run(directory, train(agent, env, steps, "whole"));
    assertThat(whole.status()).as(whole.errors()).isZero();

    int status = stopAfterSecondEvaluation(directory, kill, train(agent, env, steps, "stopped"));
    if (kill) {
      assertThat(status).as("the process was killed before it was done").isNotZero();
    } else {
      assertThat(status).as("interrupted after a checkpoint").isEqualTo(SIGTERM_STATUS);
    }
    resumedIsWhole(directory, "episodes");
  }

  @ParameterizedTest
  @CsvSource({"gan, ring8, 8000", "vae, moons, 8000"})
  void modelGoesOnBitForBitAfterItWasKilled(
      String model, String data, int steps, @TempDir Path directory)
      throws IOException, InterruptedException {
    Outcome whole = CommandLine.run(directory, trainModel(model, data, steps, "whole"));
    assertThat(whole.status()).as(whole.errors()).isZero();

    Process process =
        new ProcessBuilder(CommandLine.command(trainModel(model, data, steps, "stopped")))
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path checkpoints = directory.resolve("stopped/checkpoints");
    while (process.isAlive() && whole(checkpoints) < 2) {
      Thread.sleep(5); // Nothing tells of a model's checkpoint but the directory: look, and wait.
    }
    process.destroyForcibly();
    assertThat(process.waitFor()).as("the process was killed before it was done").isNotZero();
    resumedIsWhole(directory, "samples");
  }

  /** Checkpoints by steps; those that are still being written have other names. */
  private static long whole(Path checkpoints) throws IOException {
    if (!Files.exists(checkpoints)) {
      return 0;
    }
    try (Stream<Path> found = Files.list(checkpoints)) {
      return found.filter(path -> path.getFileName().toString().matches("[0-9]+")).count();
    }
  }

  /** Goes on, and compares; checkpoints but for their states, and what is named. */
  private static void resumedIsWhole(Path directory, String more)
      throws IOException, InterruptedException {
    Outcome resumed = CommandLine.run(directory, "resume", "stopped");
    assertThat(resumed.status()).as(resumed.errors()).isZero();
    assertThat(directory.resolve("stopped/metrics.csv"))
        .hasSameTextualContentAs(directory.resolve("whole/metrics.csv"));
    for (String part : List.of("checkpoints", more)) {
      List<Path> files = files(directory.resolve("whole").resolve(part));
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        Path twin =
            directory.resolve("stopped").resolve(directory.resolve("whole").relativize(file));
        if (!file.endsWith("state.bin")) { // It holds the seconds spent, beside what is compared.
          assertThat(twin).hasSameBinaryContentAs(file);
        }
      }
    }
  }

  private static String[] train(String agent, String env, int steps, String run) {
    return train(
        List.of("--agent", agent, "--env", env),
        steps,
        run,
        List.of(
            "evalEveryEnvSteps=" + steps / 10,
            "checkpointEveryEnvSteps=" + steps / 13,
            "finalEvalEpisodes=10",
            "recordEpisodes=2"));
  }

  private static String[] trainModel(String model, String data, int steps, String run) {
    return train(
        List.of("--model", model, "--data", data),
        steps,
        run,
        List.of(
            "evalEveryGeneratorSteps=" + steps / 10,
            "checkpointEveryGeneratorSteps=" + steps / 13));
  }

  private static String[] train(List<String> what, int steps, String run, List<String> settings) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(what);
    arguments.addAll(List.of("--seed", "3", "--steps", String.valueOf(steps)));
    arguments.addAll(List.of("--device", "cpu", "--run", run));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments.toArray(String[]::new);
  }

  /** Stops the process when it reports its second evaluation; gives its exit status. */
  private static int stopAfterSecondEvaluation(Path directory, boolean kill, String... arguments)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(CommandLine.command(arguments))
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader errors =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      int evaluations = 0;
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        said.add(line);
        if (line.contains("evaluation") && ++evaluations == 2) {
          // Through its handle: Process itself would close the stream that is being read here.
          ProcessHandle handle = process.toHandle();
          assertThat(kill ? handle.destroyForcibly() : handle.destroy()).isTrue();
        }
      }
      assertThat(evaluations).as(String.join("\n", said)).isBetween(2, 9);
    }
    return process.waitFor();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
