package palestra.experiments.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.experiments.store.RunRecord;

class FormatsTest {
  private static final Leaderboard BOARD = Leaderboard.of(runs());

  private static List<RunRecord> runs() {
    List<RunRecord> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add(Runs.agent("ppo", "CartPole-v1", seed, 500));
      runs.add(Runs.agent("dqn", "CartPole-v1", Runs.CONFIG, 50_000, seed, 400 + 50 * (seed - 1)));
      runs.add(Runs.model("gan", "ring8", seed, Map.of("modes", 8.0)));
    }
    runs.add(Runs.agent("an-agent-with-a-long-name", "Pendulum-v1", 1, -1523.25));
    return runs;
  }

  @Test
  void jsonKeepsTheContract() throws IOException {
    JsonNode json = new ObjectMapper().readTree(BOARD.toJson());

    assertThat(json.fieldNames()).toIterable().containsExactly("rows", "models", "comparisons");
    assertThat(json.path("rows").get(0).fieldNames())
        .toIterable()
        .contains(
            "env",
            "agent",
            "config",
            "seeds",
            "episodes",
            "iqm",
            "low",
            "high",
            "mean",
            "median",
            "std",
            "optimalityGap",
            "score",
            "envSteps",
            "seconds",
            "solved");
    assertThat(json.path("models").get(0).fieldNames())
        .toIterable()
        .contains(
            "model", "data", "config", "seeds", "metric", "higherIsBetter", "iqm", "low", "high");
    assertThat(json.path("comparisons").get(0).fieldNames())
        .toIterable()
        .contains("env", "a", "b", "probabilityOfImprovement", "low", "high");
    JsonNode pendulum = json.path("rows").get(2);
    assertThat(pendulum.path("env").asText()).isEqualTo("Pendulum-v1");
    assertThat(pendulum.path("low").isNull()).isTrue();
    assertThat(pendulum.path("solved").isNull()).isTrue();
    assertThat(json.path("rows").get(0).path("solved").isInt()).isTrue();
  }

  @Test
  void tableIsAlignedAndNarrow() {
    String table = BOARD.toTable();

    assertThat(table)
        .isEqualTo(
            """
            CartPole-v1, solved at 475.0
            agent       config           seeds      iqm      95 % interval                solved   steps    time
            ppo         tuned                3    500.0     500.0 .. 500.0    ··········●    3/3    100k   12.0s
            dqn         tuned                3    450.0     400.0 .. 500.0    ━━━━━●━━━━━    1/3     50k   12.0s
              P(ppo > dqn) = 0.83, 95 % 0.50 .. 1.00

            Pendulum-v1
            agent       config           seeds      iqm      95 % interval                solved   steps    time
            an-agent-w… tuned                1    -1523         - .. -        ··········●      -    100k   11.0s

            ring8
            model            config           seeds  metric                     iqm      95 % interval
            gan              default              3  modes                    8.000      8.000 .. 8.000
            """);
    assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void csvIsOneTable() {
    List<String> lines = BOARD.toCsv().lines().toList();

    assertThat(lines).hasSize(5);
    assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(18));
    assertThat(lines.get(0)).startsWith("env,agent,config,metric,seeds");
    assertThat(lines.get(3)).startsWith("Pendulum-v1,an-agent-with-a-long-name,tuned,return,1,1,");
    assertThat(lines.get(4)).startsWith("ring8,gan,default,modes,3,,8.0,8.0,8.0,");
  }

  @Test
  void csvQuotesWhatNeedsIt() {
    String csv = Leaderboard.of(List.of(Runs.agent("ppo", "Env-v0(a=1, b=\"x\")", 1, 1))).toCsv();

    assertThat(csv.lines().toList().get(1)).startsWith("\"Env-v0(a=1, b=\"\"x\"\")\",ppo,");
  }

  @Test
  void markdownHasATablePerEnvironment() {
    assertThat(BOARD.toMarkdown())
        .contains("### CartPole-v1\n\n| agent | config |")
        .contains(
            "| dqn | tuned | 3 | 3 | 450.0 | 400.0 to 500.0 | 450.0 ± 50.0 | 1/3 | 50k | 12.0s |")
        .contains("| -1523 | - | -1523 ± - | - |")
        .contains("### Generative models")
        .contains("| ring8 | modes ↑ | gan | default | 3 | 8.000 | 8.000 to 8.000 |");
  }

  @Test
  void nothingYetSaysWhatToDo() throws IOException {
    Leaderboard empty = Leaderboard.of(List.of());

    assertThat(empty.toTable()).contains("./palestra train");
    assertThat(new ObjectMapper().readTree(empty.toJson()).path("rows").isEmpty()).isTrue();
    assertThat(empty.toCsv().lines()).hasSize(1);
  }
}
