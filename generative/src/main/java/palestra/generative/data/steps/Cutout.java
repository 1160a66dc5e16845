package palestra.generative.data.steps;

import java.util.random.RandomGenerator;

/**
 * {@code cutout} (DeVries and Taylor 2017): blackens a square whose middle is drawn from all
 * pixels; what of it lies beyond the edge is lost, as in the authors' code.
 *
 * @param side of the square in pixels, at least 1
 */
public record Cutout(int side) implements Augmentation {

  /** Checks the settings. */
  public Cutout {
    Augmentation.check(side >= 1, "cutout: side", "at least 1", side);
  }

  static Cutout defaults() {
    return new Cutout(8);
  }

  @Override
  public void change(
      RandomGenerator random, float[] rows, int example, int[] shape, float[] pixels) {
    int top = random.nextInt(shape[0]) - side / 2;
    int left = random.nextInt(shape[1]) - side / 2;
    for (int y = Math.max(0, top); y < Math.min(shape[0], top + side); y++) {
      for (int x = Math.max(0, left); x < Math.min(shape[1], left + side); x++) {
        for (int c = 0; c < shape[2]; c++) {
          rows[example + (y * shape[1] + x) * shape[2] + c] = 0;
        }
      }
    }
  }
}
