package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generative models on their tasks, five seeds, with the plans of {@code docs/results}. What came
 * of them once is committed beside these.
 */
@Tag("learning")
final class GenerativeLearningTest {
  private static final int SEEDS = 5;

  private static final List<String> FAMILY =
      List.of(
          "minimax-gan",
          "lsgan",
          "wgan",
          "wgan-gp",
          "pacgan",
          "sngan",
          "r1-gan",
          "unrolled-gan",
          "cgan",
          "acgan");

  @TempDir private Path directory;

  /** The models of the leaderboard after a plan was run. */
  private JsonNode models(String plan) throws IOException, InterruptedException {
    Path file = Checkout.root().resolve("docs/results").resolve(plan + ".yaml");
    Outcome trained = CommandLine.run(directory, "experiment", file.toString(), "--workers", "2");
    assertThat(trained.status()).as(trained.errors()).isZero();
    Outcome board = CommandLine.run(directory, "leaderboard", "--format", "json");
    assertThat(board.status()).as(board.errors()).isZero();
    JsonNode models = new ObjectMapper().readTree(board.output()).get("models");
    Files.writeString(Path.of("target", plan + ".json"), models.toPrettyString());
    return models;
  }

  /** The interquartile mean of five seeds. */
  private static double figure(JsonNode models, String model, String data, String metric) {
    for (JsonNode row : models) {
      if (row.get("model").asText().equals(model)
          && row.get("data").asText().equals(data)
          && row.get("metric").asText().equals(metric)) {
        assertThat(row.get("seeds").asInt()).isEqualTo(SEEDS);
        return row.get("iqm").asDouble();
      }
    }
    throw new AssertionError(metric + " of " + model + " on " + data + " is not in " + models);
  }

  /** PacGAN's protocol (Lin et al. 2018): 2,500 samples, three standard deviations. */
  @Test
  void everyModeOfRingAndGridIsFound() throws IOException, InterruptedException {
    allFound(models("gans-planar"));
  }

  /** All of the paper's 400,000 steps. */
  @Test
  void moreStepsLoseNoMode() throws IOException, InterruptedException {
    allFound(models("gans-planar-full"));
  }

  /** The paper has 6.3 and 17.3 modes after 400,000 steps; these are a quarter of them. */
  @Test
  void thePlainGanLosesModes() throws IOException, InterruptedException {
    JsonNode models = models("gan-planar-plain");
    assertThat(figure(models, "gan", "ring8", "modes")).isBetween(6.0, 8.0);
    assertThat(figure(models, "gan", "ring8", "reverseKl")).isGreaterThan(0.1);
    assertThat(figure(models, "gan", "grid25", "modes")).isBetween(15.0, 22.0);
  }

  private static void allFound(JsonNode models) {
    assertThat(figure(models, "gan", "ring8", "modes")).isGreaterThanOrEqualTo(7.9);
    assertThat(figure(models, "gan", "ring8", "highQuality")).isGreaterThanOrEqualTo(0.95);
    assertThat(figure(models, "gan", "ring8", "reverseKl")).isLessThanOrEqualTo(0.10);
    assertThat(figure(models, "gan", "grid25", "modes")).isGreaterThanOrEqualTo(24.8);
    assertThat(figure(models, "gan", "grid25", "highQuality")).isGreaterThanOrEqualTo(0.93);
    assertThat(figure(models, "gan", "grid25", "reverseKl")).isLessThanOrEqualTo(0.05);
  }

  /** A tenth of the paper's steps; looking ahead does not find the grid. */
  @Test
  void theOthersFindMostModes() throws IOException, InterruptedException {
    JsonNode models = models("gans-family");
    for (String model : FAMILY) {
      assertThat(figure(models, model, "ring8", "modes")).as(model).isGreaterThanOrEqualTo(7);
      if (!model.equals("unrolled-gan")) {
        assertThat(figure(models, model, "grid25", "modes")).as(model).isGreaterThanOrEqualTo(22);
      }
    }
  }

  @Test
  void importanceWeightsTightenTheBound() throws IOException, InterruptedException {
    JsonNode models = models("vae-strokes");
    double vae = figure(models, "vae", "strokes", "negativeLogLikelihood");
    double iwae = figure(models, "iwae", "strokes", "negativeLogLikelihood");
    assertThat(iwae).isLessThanOrEqualTo(vae - 1);
  }

  @Test
  void digitsAreRecognised() throws IOException, InterruptedException {
    JsonNode models = models("dcgan-strokes");
    assertThat(figure(models, "dcgan", "strokes", "recognised")).isGreaterThanOrEqualTo(0.95);
    assertThat(figure(models, "dcgan", "strokes", "classesPresent")).isEqualTo(10);
    assertThat(figure(models, "dcgan", "strokes", "precision")).isGreaterThanOrEqualTo(0.7);
    assertThat(figure(models, "dcgan", "strokes", "recall")).isGreaterThanOrEqualTo(0.7);
  }

  @Test
  void digitsThatWereLeftOutAreStrange() throws IOException, InterruptedException {
    Outcome applied =
        CommandLine.run(directory, "apply", "anomaly", "--seed", "1", "--format", "json");
    assertThat(applied.status()).as(applied.errors()).isZero();
    JsonNode mean = new ObjectMapper().readTree(applied.output()).get("figures").get(0);
    assertThat(mean.get("name").asText()).isEqualTo("auc");
    assertThat(mean.get("ours").asDouble()).isGreaterThanOrEqualTo(0.9);
  }
}
