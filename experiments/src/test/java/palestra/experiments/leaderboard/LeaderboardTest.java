package palestra.experiments.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import palestra.experiments.leaderboard.Leaderboard.Comparison;
import palestra.experiments.leaderboard.Leaderboard.ModelRow;
import palestra.experiments.leaderboard.Leaderboard.Row;
import palestra.experiments.store.RunRecord;
import palestra.experiments.store.RunStatus;

class LeaderboardTest {

  @Test
  void aRowIsComputedFromOneScorePerSeed() {
    Row row =
        Leaderboard.of(
                List.of(
                    Runs.agent("ppo", "CartPole-v1", 1, 500, 500),
                    Runs.agent("ppo", "CartPole-v1", 2, 400, 480),
                    Runs.agent("ppo", "CartPole-v1", 3, 470, 490)))
            .rows()
            .get(0);

    // Seed scores 500, 440, 480.
    assertThat(row.seeds()).isEqualTo(3);
    assertThat(row.episodes()).isEqualTo(6);
    assertThat(row.iqm()).isCloseTo(1420.0 / 3, within(1e-9));
    assertThat(row.mean()).isCloseTo(1420.0 / 3, within(1e-9));
    assertThat(row.median()).isEqualTo(480);
    assertThat(row.std()).isCloseTo(30.550504633038933, within(1e-9));
    assertThat(row.score()).isCloseTo(row.mean() - row.std(), within(1e-9));
    assertThat(row.optimalityGap()).isCloseTo(35.0 / 3, within(1e-9));
    assertThat(row.solved()).hasValue(2);
    assertThat(row.envSteps()).isEqualTo(100_000);
    assertThat(row.seconds()).isEqualTo(12);
    assertThat(row.low()).isEqualTo(440);
    assertThat(row.high()).isEqualTo(500);
  }

  @Test
  void ordersByIqmThenByFewerSteps() {
    Leaderboard board =
        Leaderboard.of(
            List.of(
                Runs.agent("a2c", "CartPole-v1", Runs.CONFIG, 500_000, 1, 500),
                Runs.agent("dqn", "CartPole-v1", Runs.CONFIG, 50_000, 1, 500),
                Runs.agent("ppo", "CartPole-v1", 1, 499),
                Runs.agent("nan", "CartPole-v1", 1, Double.NaN),
                Runs.agent("ppo", "Acrobot-v1", 1, -80)));

    assertThat(board.rows())
        .extracting(row -> row.env() + " " + row.agent())
        .containsExactly(
            "Acrobot-v1 ppo",
            "CartPole-v1 dqn",
            "CartPole-v1 a2c",
            "CartPole-v1 ppo",
            "CartPole-v1 nan");
  }

  @Test
  void onlyFinishedRunsCountAndOfTheSameSeedTheNewest() {
    RunRecord run = Runs.agent("ppo", "CartPole-v1", 1, 500);
    Instant later = Instant.parse("2026-02-01T00:00:00Z");
    Instant earlier = Instant.parse("2025-02-01T00:00:00Z");

    Leaderboard board =
        Leaderboard.of(
            List.of(
                Runs.with(Runs.agent("ppo", "CartPole-v1", 1, 7), "new", RunStatus.FINISHED, later),
                run,
                Runs.with(
                    Runs.agent("ppo", "CartPole-v1", 1, 8), "old", RunStatus.FINISHED, earlier),
                Runs.with(
                    Runs.agent("ppo", "CartPole-v1", 2, 9), "x", RunStatus.INTERRUPTED, later),
                Runs.with(Runs.agent("dqn", "CartPole-v1", 2, 9), "y", RunStatus.FAILED, later)));

    assertThat(board.rows()).hasSize(1);
    assertThat(board.rows().get(0).seeds()).isEqualTo(1);
    assertThat(board.rows().get(0).iqm()).isEqualTo(7);
  }

  @Test
  void oneSeedHasNoIntervalNoSpreadAndNoScore() {
    Row row = Leaderboard.of(List.of(Runs.agent("ppo", "CartPole-v1", 1, 1, 2, 3))).rows().get(0);

    assertThat(List.of(row.low(), row.high(), row.std(), row.score())).containsOnly(Double.NaN);
    assertThat(row.iqm()).isEqualTo(2);
  }

  @Test
  void withoutAThresholdNothingIsSolved() {
    Row row = Leaderboard.of(List.of(Runs.agent("ppo", "Pendulum-v1", 1, -150))).rows().get(0);

    assertThat(row.solved()).isEmpty();
    assertThat(row.optimalityGap()).isNaN();
  }

  @Test
  void configsAreNotPooledAndAreToldApart() {
    String other = "{\"nSteps\": 64}";
    Leaderboard board =
        Leaderboard.of(
            List.of(
                Runs.agent("ppo", "CartPole-v1", 1, 500),
                Runs.agent("ppo", "CartPole-v1", other, 100_000, 1, 400),
                Runs.agent("dqn", "CartPole-v1", "{\"a\":1,\"b\":2}", 100_000, 1, 1),
                Runs.agent("dqn", "CartPole-v1", "{ \"b\": 2, \"a\": 1 }", 100_000, 2, 1),
                Runs.agent("a2c", "CartPole-v1", Runs.CONFIG, 1_000, 1, 9),
                Runs.agent("a2c", "CartPole-v1", Runs.CONFIG, 2_000, 1, 8)));

    assertThat(board.rows())
        .extracting(row -> row.agent() + " " + row.config() + " " + row.seeds())
        .satisfiesExactly(
            first -> assertThat(first).matches("ppo tuned-[0-9a-f]{6} 1"),
            second -> assertThat(second).matches("ppo tuned-[0-9a-f]{6} 1"),
            third -> assertThat(third).isEqualTo("a2c tuned@1000 1"),
            fourth -> assertThat(fourth).isEqualTo("a2c tuned@2000 1"),
            fifth -> assertThat(fifth).isEqualTo("dqn tuned 2"));
    assertThat(board.comparisons()).extracting(Comparison::b).contains("dqn", "a2c tuned@2000");
  }

  @Test
  void comparesEveryPairWithinAnEnvironment() {
    List<RunRecord> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      runs.add(Runs.agent("ppo", "CartPole-v1", seed, 500));
      runs.add(Runs.agent("dqn", "CartPole-v1", seed, 490 + 5 * seed));
      runs.add(Runs.agent("a2c", "CartPole-v1", seed, 100));
      runs.add(Runs.agent("a2c", "Acrobot-v1", seed, -80));
    }

    List<Comparison> comparisons = Leaderboard.of(runs).comparisons();

    assertThat(comparisons)
        .extracting(c -> c.a() + ">" + c.b())
        .containsExactly("dqn>ppo", "dqn>a2c", "ppo>a2c");
    // 495, 500, 505 against 500: a loss, a tie, a win.
    assertThat(comparisons.get(0).probabilityOfImprovement()).isCloseTo(0.5, within(1e-12));
    assertThat(comparisons.get(0).low()).isBetween(0.0, 0.2);
    assertThat(comparisons.get(0).high()).isBetween(0.8, 1.0);
    assertThat(comparisons.get(2))
        .isEqualTo(new Comparison("CartPole-v1", "ppo", "a2c", 1.0, 1.0, 1.0));
  }

  @Test
  void modelsHaveARowPerMetric() {
    List<RunRecord> runs = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("modes", 5.0 + seed);
      metrics.put("highQualityShare", 0.9);
      runs.add(Runs.model("gan", "ring8", seed, metrics));
    }

    assertThat(Leaderboard.of(runs).models())
        .containsExactly(
            new ModelRow("gan", "ring8", "default", 3, "modes", 7, 6, 8),
            new ModelRow("gan", "ring8", "default", 3, "highQualityShare", 0.9, 0.9, 0.9))
        .allSatisfy(row -> assertThat(row.high()).isGreaterThanOrEqualTo(row.low()));
  }

  @Test
  void modelsOfOneMetricStandBestFirst() {
    List<RunRecord> runs = new ArrayList<>();
    Map<String, Double> good = new LinkedHashMap<>(Map.of("modes", 8.0));
    good.put("reverseKl", 0.1);
    Map<String, Double> bad = new LinkedHashMap<>(Map.of("modes", 3.0));
    bad.put("reverseKl", 0.9);
    runs.add(Runs.model("a-bad", "ring8", 1, bad));
    runs.add(Runs.model("b-good", "ring8", 1, good));

    assertThat(Leaderboard.of(runs).models())
        .extracting(row -> row.metric() + " " + row.model())
        .containsExactly("modes b-good", "modes a-bad", "reverseKl b-good", "reverseKl a-bad");
    assertThat(Leaderboard.of(runs).toTable()).contains("modes ↑").contains("reverseKl ↓");
  }

  @Test
  void theOrderOfTheRunsDoesNotMatter() {
    List<RunRecord> runs = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      runs.add(Runs.agent("ppo", "CartPole-v1", seed, 400 + 20 * seed));
      runs.add(Runs.agent("dqn", "CartPole-v1", seed, 300 + 7 * seed * seed));
      runs.add(Runs.model("gan", "ring8", seed, Map.of("modes", 3.0 + seed)));
    }
    Leaderboard expected = Leaderboard.of(runs);

    Collections.shuffle(runs, new Random(1));

    assertThat(Leaderboard.of(runs)).isEqualTo(expected);
  }
}
