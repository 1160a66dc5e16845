package palestra.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.experiments.runs.Interruption;

/** What the commands print, as scripts depend on it. */
final class CommandsTest {
  @TempDir private Path directory;

  private Call train(String run, String... more) {
    return train(new Interruption(), run, more);
  }

  private Call train(Interruption interruption, String run, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "train",
                "--agent",
                "linear",
                "--env",
                "CartPole-v1",
                "--steps",
                "2_000",
                "--set",
                "finalEvalEpisodes=12",
                "--set",
                "evalEpisodes=3",
                "--run",
                directory.resolve(run).toString(),
                "--db",
                database(),
                "--format",
                "json"));
    args.addAll(List.of(more));
    return Call.of(interruption, args.toArray(String[]::new));
  }

  private String database() {
    return directory.resolve("board.db").toString();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void helpListsEveryCommand() {
    Call call = Call.of("--help");
    assertThat(call.status()).isZero();
    assertThat(call.out())
        .contains(
            "demo",
            "test",
            "train",
            "resume",
            "eval",
            "experiment",
            "leaderboard",
            "replay",
            "generate",
            "envs",
            "agents",
            "bodies",
            "models",
            "doctor",
            "python",
            "bench",
            "install");
    for (Commands.Entry entry : Commands.all()) {
      if (entry.factory() != null) {
        Call help = Call.of(entry.name(), "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("Usage: palestra " + entry.name());
      }
    }
  }

  @Test
  void envs() throws IOException {
    JsonNode cartPole = null;
    for (JsonNode env : Call.of("envs", "--format", "json").json().get("environments")) {
      assertThat(names(env))
          .startsWith(
              "id",
              "source",
              "observationSpace",
              "actionSpace",
              "maxEpisodeSteps",
              "rewardThreshold");
      cartPole = env.get("id").asText().equals("CartPole-v1") ? env : cartPole;
    }
    assertThat(cartPole.get("actionSpace").asText()).isEqualTo("Discrete(2)");
    assertThat(cartPole.get("maxEpisodeSteps").asInt()).isEqualTo(500);
    assertThat(cartPole.get("rewardThreshold").asDouble()).isEqualTo(475);
    assertThat(Call.of("envs").out()).contains("CartPole-v1", "float32[4]");
    assertThat(Call.of("envs", "CartPole-v1").out())
        .contains("0 left, 1 right", "500 steps at most", "a number from 0.0 to 100.0");
    Path sheet = directory.resolve("sheet.png");
    Call.of("envs", "Taxi-v4", "MiniGrid-Unlock-v0", "--out", sheet.toString());
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isGreaterThan(900);
  }

  @Test
  void wrappers() throws IOException {
    JsonNode wrappers = Call.of("envs", "--wrappers", "--format", "json").json().get("wrappers");
    List<String> known = new ArrayList<>();
    wrappers.forEach(wrapper -> known.add(wrapper.get("name").asText()));
    assertThat(known).contains("FrameStack", "NormalizeObservation", "TimeLimit");
    assertThat(Call.of("envs", "--wrappers").out()).contains("stack_size=4,padding_type=reset");
  }

  @Test
  void gridOfArgumentsKeepsTheShapeOfEval() throws IOException {
    train("grid", "--env-arg", "length=0.4..0.6", "--wrapper", "StickyAction:0.1");
    String run = directory.resolve("grid").toString();
    Path out = directory.resolve("heat.png");
    JsonNode grid =
        Call.of(
                "eval",
                run,
                "--grid",
                "gravity=5:15:2",
                "--episodes",
                "3",
                "--out",
                out.toString(),
                "--format",
                "json")
            .json();
    assertThat(names(grid))
        .contains("run", "env", "agent", "seed", "episodes", "mean", "std", "min", "max")
        .contains("returns", "lengths", "grid", "cells", "envArgs");
    assertThat(grid.get("returns")).hasSize(6);
    assertThat(grid.get("cells")).hasSize(2);
    assertThat(out).isNotEmptyFile();
    Call levels = Call.of("eval", run, "--env-arg", "length=0.8|1.0", "--episodes", "2");
    assertThat(levels.out())
        .contains("trained with length=0.4..0.6, evaluated with length=0.8|1.0");
  }

  @Test
  void agents() throws IOException {
    JsonNode agents = Call.of("agents", "--format", "json").json().get("agents");
    JsonNode linear = null;
    for (JsonNode agent : agents) {
      assertThat(names(agent))
          .containsExactly(
              "id", "actionSpaces", "observationSpaces", "recurrent", "masks", "settings");
      linear = agent.get("id").asText().equals("linear") ? agent : linear;
    }
    assertThat(linear.get("actionSpaces").get(0).asText()).isEqualTo("Discrete");
    assertThat(linear.get("settings").get("nEnvs").asInt()).isEqualTo(4);
    assertThat(linear.get("settings").get("stepSize").asText()).isEqualTo("0.5");
    assertThat(linear.get("settings").get("kind").asText()).isEqualTo("normal");
    assertThat(linear.get("settings").get("evalEpisodes").asInt()).isEqualTo(10);
  }

  @Test
  void agentsInATable() {
    assertThat(Call.of("agents").out())
        .containsPattern("agent +acts in +sees +recurrent +masks\\R")
        .containsPattern("linear +Discrete +Box +no +no\\R")
        .contains("linear, settings and their defaults", "  nEnvs: 4", "  stopReward: off");
  }

  @Test
  void bodies() throws IOException {
    JsonNode mlp = null;
    for (JsonNode body : Call.of("bodies", "--format", "json").json().get("bodies")) {
      assertThat(names(body)).containsExactly("name", "input", "summary", "paper", "settings");
      mlp = body.get("name").asText().equals("mlp") ? body : mlp;
    }
    assertThat(mlp.get("input").asText()).isEqualTo("vector");
    assertThat(mlp.get("settings").get("activation").asText()).isEqualTo("tanh");
    assertThat(Call.of("bodies").out()).containsPattern("mlp +vector +dense layers");
  }

  /** By hand: 5 x 6 weights and 6 biases, then 6 x 3 and 3. */
  @Test
  void oneBody() throws IOException {
    JsonNode body =
        Call.of("bodies", "mlp", "widths=6,3", "--shape", "5", "--format", "json").json();
    assertThat(names(body)).contains("name", "text", "shape", "parameters", "stages");
    assertThat(body.get("text").asText()).isEqualTo("mlp widths=6,3");
    assertThat(body.get("shape")).hasSize(1);
    assertThat(body.get("parameters").asLong()).isEqualTo(36 + 21);
    assertThat(body.get("stages").get(0).get("path").asText()).isEqualTo("out");
    assertThat(body.get("stages").get(0).get("shape").get(0).asInt()).isEqualTo(3);
    assertThat(Call.of("bodies", "mlp widths=6,3", "--shape", "5").out())
        .containsPattern("parameters +57\\R")
        .containsPattern("out +3\\R");
  }

  @Test
  void modelsIsAList() throws IOException {
    assertThat(Call.of("models", "--format", "json").json().get("models").isArray()).isTrue();
  }

  @Test
  void trainEvalLeaderboard() throws IOException {
    Call call = train("one", "--set", "recordEpisodes=2");
    assertThat(call.status()).as(call.err()).isZero();
    JsonNode trained = call.json();
    assertThat(names(trained))
        .contains(
            "run",
            "env",
            "agent",
            "seed",
            "envSteps",
            "seconds",
            "stepsPerSecond",
            "finalEval",
            "phases");
    assertThat(names(trained.get("phases"))).containsExactly("env", "act", "learn", "other");
    assertThat(trained.get("envSteps").asLong()).isEqualTo(2000);
    JsonNode finalEval = trained.get("finalEval");
    assertThat(finalEval.get("episodes").asInt()).isEqualTo(12);
    assertThat(finalEval.get("returns")).hasSize(12);
    assertThat(directory.resolve("one/episodes/002.replay")).exists();
    assertThat(directory.resolve("one/episodes/003.replay")).doesNotExist();

    Path run = directory.resolve("one");
    JsonNode eval = Call.of("eval", run.toString(), "--episodes", "5", "--format", "json").json();
    assertThat(names(eval))
        .contains(
            "run",
            "env",
            "agent",
            "seed",
            "episodes",
            "mean",
            "std",
            "min",
            "max",
            "returns",
            "lengths");
    assertThat(eval.get("seed").asInt()).isZero();
    assertThat(eval.get("lengths")).hasSize(5);

    JsonNode board = Call.of("leaderboard", "--db", database(), "--format", "json").json();
    assertThat(names(board)).containsExactly("rows", "models", "comparisons");
    assertThat(board.get("rows")).hasSize(1);
    assertThat(board.get("rows").get(0).get("agent").asText()).isEqualTo("linear");
    for (String format : List.of("table", "csv", "md")) {
      assertThat(Call.of("leaderboard", "--db", database(), "--format", format).out())
          .contains("linear");
    }
  }

  @Test
  void leaderboardOfNothingLeavesNoDatabase() throws IOException {
    Call call = Call.of("leaderboard", "--db", database(), "--format", "json");
    assertThat(call.status()).isZero();
    assertThat(call.json().get("rows")).isEmpty();
    assertThat(Path.of(database())).doesNotExist();
  }

  @Test
  void interruptedRunLeavesCheckpointAndCanBeResumed() throws IOException {
    Interruption interruption = new Interruption();
    interruption.request();
    Call call = train(interruption, "cut");
    assertThat(call.status()).isEqualTo(130);
    assertThat(call.json().get("status").asText()).isEqualTo("interrupted");
    Path run = directory.resolve("cut");
    assertThat(run.resolve("checkpoints")).isNotEmptyDirectory();

    Call resumed = Call.of("resume", run.toString(), "--db", database(), "--format", "json");
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.json().get("envSteps").asLong()).isEqualTo(2000);
    assertThat(resumed.json().get("status").asText()).isEqualTo("finished");
  }

  @Test
  void runIsNotWrittenOver() {
    assertThat(train("twice").status()).isZero();
    Call again = train("twice");
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("already holds a run");
  }

  @Test
  void startsFromAnotherRunsWeights() throws IOException {
    assertThat(train("first").status()).isZero();
    Call second = train("second", "--from", directory.resolve("first").toString());
    assertThat(second.status()).as(second.err()).isZero();
    assertThat(Files.readString(directory.resolve("second/run.json"))).contains("\"from\" : \"");
  }

  @Test
  void experimentSkipsWhatIsFinished() throws IOException {
    Path plan = directory.resolve("plan.yaml");
    Files.writeString(
        plan,
        "agents: [linear]\nenvironments: [CartPole-v1]\nseeds: [1, 2]\nsteps: 800\nroot: "
            + directory.resolve("runs")
            + "\nsettings: {linear: {finalEvalEpisodes: 2, evalEpisodes: 1}}\n");
    String[] args = {
      "experiment", plan.toString(), "--workers", "2", "--db", database(), "--format", "json"
    };
    Call call = Call.of(args);
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.json().get("runs")).hasSize(2);
    Call again = Call.of(args);
    assertThat(again.status()).isZero();
    assertThat(again.err()).contains("is finished already");
    Files.writeString(plan, Files.readString(plan).replace("steps: 800", "steps: 900"));
    Call other = Call.of(args);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            "linear-CartPole-v1-s1 holds a run with other settings (totalEnvSteps=800, planned 900;");
  }

  /** Both take a step only, and rank as learners do. */
  @Test
  void rulesAndRandomActionsStandBesideLearners() throws IOException {
    double[] means = new double[2];
    for (int i = 0; i < 2; i++) {
      String agent = List.of("random", "baseline").get(i);
      Call call =
          Call.of(
              "train",
              "--agent",
              agent,
              "--env",
              "Ruled-v0",
              "--run",
              directory.resolve(agent).toString(),
              "--db",
              database(),
              "--format",
              "json");
      assertThat(call.status()).as(call.err()).isZero();
      assertThat(directory.resolve(agent).resolve("episodes/001.replay")).exists();
      means[i] = call.json().get("finalEval").get("mean").asDouble();
      Call again = Call.of("eval", directory.resolve(agent).toString(), "--format", "json");
      assertThat(again.status()).as(again.err()).isZero();
    }
    assertThat(means[1]).isGreaterThan(means[0]);
    JsonNode rows =
        Call.of("leaderboard", "--db", database(), "--format", "json").json().get("rows");
    assertThat(List.of(rows.get(0).get("agent").asText(), rows.get(1).get("agent").asText()))
        .containsExactly("baseline", "random");
  }
}
