package palestra.experiments.applications;

import java.util.List;
import java.util.Locale;
import palestra.generative.applications.Figure;
import palestra.renderer.pictures.Tile;

/** Small pictures and texts that the applications' pictures share. */
final class Tiles {
  private Tiles() {}

  /** One without a label. */
  static Tile of(float[] row, int[] shape) {
    return of("", row, shape);
  }

  static Tile of(String label, float[] row, int[] shape) {
    return Tile.of(label, row, shape[0], shape[1], shape[2]);
  }

  /** All figures in a line, such as {@code psnrX2 30.12 (bicubic 24.50)}. */
  static String caption(List<Figure> figures, String baseline) {
    return String.join(
        ", ",
        figures.stream()
            .map(
                figure ->
                    String.format(
                        Locale.ROOT,
                        "%s %.3f (%s %.3f)",
                        figure.name(),
                        figure.ours(),
                        baseline,
                        figure.baseline()))
            .toList());
  }
}
