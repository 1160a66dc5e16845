package palestra.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves of real runs, and what is said of none. */
final class CurvesCommandTest {
  @TempDir private Path directory;

  private void train(int seed, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--model",
                "gan",
                "--data",
                "ring8",
                "--seed",
                String.valueOf(seed),
                "--steps",
                "60",
                "--set",
                "evalEveryGeneratorSteps=20",
                "--set",
                "logEveryGeneratorSteps=20",
                "--run",
                directory.resolve("runs/s" + seed).toString(),
                "--db",
                directory.resolve("board.db").toString()));
    arguments.addAll(List.of(more));
    Call call = Call.of(arguments.toArray(String[]::new));
    assertThat(call.status()).as(call.err()).isZero();
  }

  @Test
  void drawsMeanAndRangeOverSeeds() throws IOException {
    train(1);
    train(2);
    Path out = directory.resolve("curves.png");
    Call call =
        Call.of(
            "curves",
            directory.resolve("runs").toString(),
            "--figure",
            "evalDiversity",
            "--out",
            out.toString(),
            "--format",
            "json");
    assertThat(call.status()).as(call.err()).isZero();
    assertThat(Files.size(out)).isPositive();
    JsonNode panel = call.json().get("panels").get(0);
    assertThat(panel.get("title").asText()).isEqualTo("ring8: evalDiversity");
    JsonNode curve = panel.get("curves").get(0);
    assertThat(curve.get("x")).hasSize(3);
    for (int i = 0; i < 3; i++) {
      double first = figure(1, i);
      double second = figure(2, i);
      assertThat(curve.get("y").get(i).asDouble()).isEqualTo((first + second) / 2);
      assertThat(curve.get("low").get(i).asDouble()).isEqualTo(Math.min(first, second));
      assertThat(curve.get("high").get(i).asDouble()).isEqualTo(Math.max(first, second));
    }

    Call unknown =
        Call.of("curves", directory.resolve("runs").toString(), "--figure", "evalDiversty");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.message()).contains("evalDiversty").contains("evalDiversity");
  }

  @Test
  void runsOfOtherSettingsAreOtherCurves() throws IOException {
    train(1);
    train(2, "--set", "averageDecay=0");
    assertThat(names()).containsExactly("gan averageDecay=0.999", "gan averageDecay=0.0");
    train(
        3,
        "--set",
        "batchSize=128",
        "--set",
        "beta1=0.5",
        "--set",
        "beta2=0.9",
        "--set",
        "packing=1");
    assertThat(names()).containsExactly("gan 1", "gan 2", "gan 3");
  }

  private List<String> names() throws IOException {
    Call call =
        Call.of(
            "curves",
            directory.resolve("runs").toString(),
            "--out",
            directory.resolve("curves.png").toString(),
            "--format",
            "json");
    assertThat(call.status()).as(call.err()).isZero();
    JsonNode panels = call.json().get("panels");
    assertThat(panels).hasSize(2); // The first two figures of samples.
    return panels.get(0).get("curves").findValuesAsText("name");
  }

  private double figure(int seed, int row) throws IOException {
    String line =
        Files.readAllLines(directory.resolve("runs/s" + seed + "/metrics.csv")).get(row + 1);
    return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
  }

  @Test
  void saysWhereThereIsNoRun() {
    Call call = Call.of("curves", directory.toString(), "--out", "x.png");
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.message()).contains(directory + " is no run, and there is none below it");
    assertThat(Call.of("curves", "--out", "x.jpg", directory.toString()).message())
        .contains("--out takes a .png file");
  }
}
