package palestra.experiments.latent;

import java.util.Locale;
import palestra.generative.metrics.PrincipalComponents;

/**
 * Codes in the plane.
 *
 * @param points each {@code {x, y}}
 * @param across what x stands for
 * @param up what y stands for
 * @param caption how the points were found
 */
record Embedding(float[][] points, String across, String up, String caption) {

  /** Two latent numbers as they are; of more, the two directions in which codes vary most. */
  static Embedding of(float[][] codes) {
    int size = codes[0].length;
    if (size == 2) {
      return new Embedding(codes, "z0", "z1", "the two latent numbers as they are");
    }
    if (size == 1) {
      float[][] points = new float[codes.length][];
      for (int i = 0; i < points.length; i++) {
        points[i] = new float[] {codes[i][0], (float) i / points.length};
      }
      return new Embedding(points, "z0", "no meaning", "the only latent number");
    }
    PrincipalComponents components = new PrincipalComponents(codes, 2);
    return new Embedding(
        components.project(codes),
        component(1, components.share(0)),
        component(2, components.share(1)),
        "%d latent numbers by their principal components".formatted(size));
  }

  private static String component(int number, double share) {
    return String.format(
        Locale.ROOT, "component %d (%.0f %% of the variance)", number, 100 * share);
  }
}
