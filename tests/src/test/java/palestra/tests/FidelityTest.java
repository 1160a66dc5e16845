package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.classifier.CachedJudges;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.metrics.FrechetDistance;
import palestra.generative.metrics.Judge;
import palestra.generative.metrics.KernelDistance;
import palestra.generative.metrics.ManifoldCoverage;
import palestra.networks.Device;

/** Figures of samples against torch-fidelity's, on the features of the judge of stroke digits. */
@Tag("peers")
final class FidelityTest {
  private static final int EXAMPLES = 1_500;

  @TempDir private Path directory;

  @Test
  void distancesAndManifoldsAreTorchFidelitys() throws Exception {
    Data data = DataSets.load().open("strokes size=16");
    Data shaken = DataSets.load().open("strokes size=16 jitter=0.05");
    float[][] real;
    float[][] samples;
    try (CachedJudges judges = new CachedJudges(directory.resolve("judges"), Device.CPU)) {
      Judge judge = judges.of(data).orElseThrow();
      real = judge.see(data.examples(Data.Part.HELD_OUT, EXAMPLES, 1).rows()).features();
      samples = judge.see(shaken.examples(Data.Part.HELD_OUT, EXAMPLES, 2).rows()).features();
    }
    JsonNode theirs = torchFidelity(write("real", real), write("samples", samples), real[0].length);
    assertThat(FrechetDistance.of(real, samples))
        .isCloseTo(theirs.get("frechet").asDouble(), withinPercentage(0.1))
        .isGreaterThan(0.1);
    assertThat(KernelDistance.of(real, samples))
        .isCloseTo(theirs.get("kernel").asDouble(), withinPercentage(0.1));
    ManifoldCoverage ours = ManifoldCoverage.of(real, samples);
    assertThat(ours.precision())
        .isCloseTo(theirs.get("precision").asDouble(), withinPercentage(0.1))
        .isBetween(0.1, 0.99);
    assertThat(ours.recall())
        .isCloseTo(theirs.get("recall").asDouble(), withinPercentage(0.1))
        .isBetween(0.1, 0.99);
  }

  private static JsonNode torchFidelity(Path real, Path samples, int features)
      throws IOException, InterruptedException {
    Path launcher = Checkout.root().resolve("palestra");
    Outcome made =
        Outcome.of(Checkout.root(), Map.of(), List.of(launcher.toString(), "__python", "fidelity"));
    assertThat(made.status()).as(made.errors()).isZero();
    Outcome outcome =
        PythonScript.run(
            made.output().strip(),
            Map.of(),
            "fidelity.py",
            real.toString(),
            samples.toString(),
            String.valueOf(features));
    assertThat(outcome.status()).as(outcome.errors()).isZero();
    return new ObjectMapper().readTree(outcome.output());
  }

  private Path write(String name, float[][] rows) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * rows.length * rows[0].length).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float value : row) {
        bytes.putFloat(value);
      }
    }
    return Files.write(directory.resolve(name), bytes.array());
  }
}
