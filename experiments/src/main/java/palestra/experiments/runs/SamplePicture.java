package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;
import palestra.generative.data.PlanarData;
import palestra.renderer.pictures.ScatterPicture;

/** Draws generated samples of the plane over the modes of the real data, where those are known. */
final class SamplePicture {
  private static final double GOOD_DEVIATIONS = 3;

  private SamplePicture() {}

  /** Writes a PNG; its directory is made if need be. */
  static void write(
      Path out, RunInfo info, Data data, float[][] samples, Map<String, Double> metrics)
      throws IOException {
    Path directory = out.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    List<String> figures = new ArrayList<>();
    metrics.forEach(
        (name, value) ->
            figures.add(
                value == Math.rint(value)
                    ? String.format(Locale.ROOT, "%s %.0f", name, value)
                    : String.format(Locale.ROOT, "%s %.3f", name, value)));
    new ScatterPicture(
            info.learner() + " on " + info.task() + ", seed " + info.seed(),
            String.join(", ", figures),
            samples,
            modes(data, samples))
        .write(out);
  }

  private static List<ScatterPicture.Mode> modes(Data data, float[][] samples) {
    if (!(data instanceof GaussianMixture planar)) {
      return List.of();
    }
    double radius = GOOD_DEVIATIONS * planar.sigma();
    List<ScatterPicture.Mode> modes = new ArrayList<>();
    for (PlanarData.Point mode : planar.modes()) {
      int hits = 0;
      for (float[] sample : samples) {
        if (mode.squaredDistance(sample[0], sample[1]) < radius * radius) {
          hits++;
        }
      }
      modes.add(new ScatterPicture.Mode(mode.x(), mode.y(), radius, hits));
    }
    return modes;
  }
}
