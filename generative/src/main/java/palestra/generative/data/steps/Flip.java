package palestra.generative.data.steps;

import java.util.random.RandomGenerator;

/**
 * {@code flip}: mirrors pictures, left for right.
 *
 * @param probability of being mirrored, from 0 to 1
 */
public record Flip(double probability) implements Augmentation {

  /** Checks the settings. */
  public Flip {
    Augmentation.check(
        probability >= 0 && probability <= 1, "flip: probability", "from 0 to 1", probability);
  }

  static Flip defaults() {
    return new Flip(0.5);
  }

  @Override
  public void change(
      RandomGenerator random, float[] rows, int example, int[] shape, float[] pixels) {
    if (random.nextDouble() >= probability) {
      return;
    }
    int width = shape[1];
    int channels = shape[2];
    for (int y = 0; y < shape[0]; y++) {
      int line = example + y * width * channels;
      for (int x = 0; x < width / 2; x++) {
        for (int c = 0; c < channels; c++) {
          int a = line + x * channels + c;
          int b = line + (width - 1 - x) * channels + c;
          float swapped = rows[a];
          rows[a] = rows[b];
          rows[b] = swapped;
        }
      }
    }
  }
}
