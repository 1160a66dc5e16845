package palestra.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.ModelRuns;
import palestra.experiments.runs.RunListener;
import palestra.experiments.runs.RunStore;
import palestra.experiments.runs.Runs;
import palestra.experiments.runs.TrainRequest;
import palestra.experiments.store.RunStatus;
import palestra.experiments.testing.Requests;

/** Generative models go through the same commands and runs as agents. */
final class ModelCommandsTest {
  @TempDir private Path directory;

  private String database() {
    return directory.resolve("board.db").toString();
  }

  private TrainRequest request(String name) {
    return Requests.request(
        directory,
        name,
        "gan",
        "ring8",
        2,
        List.of(
            "totalGeneratorSteps=200", "logEveryGeneratorSteps=30",
            "checkpointEveryGeneratorSteps=80", "samples=50"));
  }

  private ModelRuns runs(Interruption interruption) {
    return new ModelRuns(Lab.load(), new RunStore(database()), interruption);
  }

  @Test
  void interruptedModelGoesOnBitForBit() throws IOException {
    runs(new Interruption()).train(request("whole"), RunListener.SILENT);
    Interruption interruption = new Interruption();
    RunListener stopper =
        new RunListener() {
          @Override
          public void logged(long steps, Map<String, Double> row) {
            if (steps == 120) {
              interruption.request();
            }
          }
        };
    Runs.Outcome cut = runs(interruption).train(request("cut"), stopper);
    assertThat(cut.info().progress().status()).isEqualTo(RunStatus.INTERRUPTED);
    Runs.Outcome resumed = runs(new Interruption()).resume(cut.directory(), RunListener.SILENT);
    assertThat(resumed.info().progress().actualSteps()).isEqualTo(200);
    assertThat(directory.resolve("cut/metrics.csv"))
        .hasSameTextualContentAs(directory.resolve("whole/metrics.csv"));
    assertThat(directory.resolve("cut/samples/final.png"))
        .hasSameBinaryContentAs(directory.resolve("whole/samples/final.png"));
  }

  @Test
  void trainGenerateLeaderboard() throws IOException {
    Path run = directory.resolve("run");
    Call call =
        Call.of(
            "train",
            "--model",
            "gan",
            "--data",
            "ring8",
            "--steps",
            "60",
            "--set",
            "samples=40",
            "--run",
            run.toString(),
            "--db",
            database(),
            "--format",
            "json");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.json().get("generatorSteps").asLong()).isEqualTo(60);
    assertThat(call.json().get("metrics").has("modes")).isTrue();

    Path picture = directory.resolve("sub/x.png");
    Call generate =
        Call.of(
            "generate",
            run.toString(),
            "--samples",
            "30",
            "--out",
            picture.toString(),
            "--format",
            "json");
    assertThat(generate.status()).as(generate.err()).isZero();
    JsonNode generated = generate.json();
    assertThat(generated.get("samples").asInt()).isEqualTo(30);
    assertThat(generated.get("out").asText()).isEqualTo(picture.toString());
    assertThat(Files.size(picture)).isPositive();

    JsonNode models =
        Call.of("leaderboard", "--db", database(), "--format", "json").json().get("models");
    assertThat(models).isNotEmpty();
    assertThat(models.get(0).get("model").asText()).isEqualTo("gan");

    Call longer =
        Call.of("resume", run.toString(), "--steps", "80", "--db", database(), "--format", "json");
    assertThat(longer.status()).as(longer.err()).isZero();
    assertThat(longer.json().get("generatorSteps").asLong()).isEqualTo(80);
    Call fewer = Call.of("resume", run.toString(), "--steps", "70", "--db", database());
    assertThat(fewer.status()).isEqualTo(2);
    assertThat(fewer.message()).contains("--steps must be more than the 80 steps");

    Call replay = Call.of("replay", run.toString());
    assertThat(replay.status()).isEqualTo(2);
    assertThat(replay.err()).contains("has no recorded episodes");
  }

  @Test
  void saysWhatCleaningDid() throws IOException {
    StringBuilder rows = new StringBuilder("x,y\n1,2\n1,2\n,4\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i).append(',').append(2 * i + 3).append('\n');
    }
    Path csv = Files.writeString(directory.resolve("points.csv"), rows);
    Call call =
        Call.of(
            "train",
            "--model",
            "gan",
            "--data",
            "csv file=" + csv + " | fill | duplicates",
            "--steps",
            "2",
            "--set",
            "batchSize=8",
            "--run",
            directory.resolve("run").toString(),
            "--db",
            database());
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(call.err())
        .contains("'fill' took out 0 examples and filled in 1 numbers")
        .contains("'duplicates' took out 1 examples and filled in 0 numbers");
  }
}
