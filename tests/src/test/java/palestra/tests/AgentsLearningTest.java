package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every agent on its task, five seeds, with its tuned settings. What came of it once is committed
 * beside the plans, in {@code docs/results}.
 */
@Tag("learning")
final class AgentsLearningTest {
  private static final int SEEDS = 5;

  /**
   * Solved: 475 is Gymnasium's threshold for CartPole-v1. Pendulum-v1 has none; rl-zoo's agents are
   * at -152 to -175, with deviations of 90 to 130 over episodes.
   */
  @ParameterizedTest
  @CsvSource({"agents-cartpole, 475", "agents-pendulum, -200"})
  void everyAgentSolvesIt(String plan, double solved, @TempDir Path directory)
      throws IOException, InterruptedException {
    Path file = Checkout.root().resolve("docs/results").resolve(plan + ".yaml");
    Outcome trained = CommandLine.run(directory, "experiment", file.toString(), "--workers", "2");
    assertThat(trained.status()).as(trained.errors()).isZero();
    Outcome board = CommandLine.run(directory, "leaderboard", "--format", "json");
    assertThat(board.status()).as(board.errors()).isZero();
    JsonNode rows = new ObjectMapper().readTree(board.output()).get("rows");
    Files.writeString(Path.of("target", plan + ".json"), rows.toPrettyString());
    assertThat(rows).isNotEmpty();
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.get("seeds").asInt()).isEqualTo(SEEDS);
              assertThat(row.get("iqm").asDouble())
                  .as(row.get("agent").asText())
                  .isGreaterThanOrEqualTo(solved);
            });
  }
}
