package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;
import palestra.generative.data.PlanarData;
import palestra.renderer.pictures.EmbeddingPicture;
import palestra.renderer.pictures.ScatterPicture;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/**
 * Draws generated samples: pictures in rows; points of the plane over the modes of the real data,
 * where those are known, else beside real points.
 */
final class SamplePicture {
  private static final double GOOD_DEVIATIONS = 3;

  private SamplePicture() {}

  /** Writes a PNG; its directory is made if need be. */
  static void write(
      Path out, RunInfo info, Data data, float[][] samples, Map<String, Double> metrics)
      throws IOException {
    Files.createDirectories(out.toAbsolutePath().getParent());
    String title = info.learner() + " on " + info.task() + ", seed " + info.seed();
    String caption = figures(metrics);
    if (data.pictures()) {
      TilesPicture.square(title, caption, tiles(data, samples)).write(out);
    } else if (data instanceof GaussianMixture mixture) {
      new ScatterPicture(title, caption, samples, modes(mixture, samples)).write(out);
    } else {
      beside(title, caption, data, samples).write(out);
    }
  }

  /** Figures in one line. */
  static String figures(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .map(
            figure ->
                figure.getValue() == Math.rint(figure.getValue())
                    ? String.format(Locale.ROOT, "%s %.0f", figure.getKey(), figure.getValue())
                    : String.format(Locale.ROOT, "%s %.3f", figure.getKey(), figure.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Pictures without labels. */
  static List<Tile> tiles(Data data, float[][] rows) {
    int[] shape = data.shape();
    List<Tile> tiles = new ArrayList<>();
    for (float[] row : rows) {
      tiles.add(Tile.of("", row, shape[0], shape[1], shape[2]));
    }
    return tiles;
  }

  private static EmbeddingPicture beside(
      String title, String caption, Data data, float[][] samples) {
    float[][] real = data.examples(Data.Part.HELD_OUT, samples.length, 0).rows();
    float[][] points = new float[real.length + samples.length][];
    int[] classes = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      float[] row = i < real.length ? real[i] : samples[i - real.length];
      points[i] = new float[] {row[0], row.length > 1 ? row[1] : 0};
      classes[i] = i < real.length ? 1 : 0;
    }
    return new EmbeddingPicture(
        title, caption, "x", "y", points, classes, List.of("generated", "real"));
  }

  private static List<ScatterPicture.Mode> modes(GaussianMixture data, float[][] samples) {
    double radius = GOOD_DEVIATIONS * data.sigma();
    List<ScatterPicture.Mode> modes = new ArrayList<>();
    for (PlanarData.Point mode : data.modes()) {
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
