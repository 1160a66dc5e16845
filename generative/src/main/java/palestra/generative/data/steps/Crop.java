package palestra.generative.data.steps;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * {@code crop}: pads pictures with zeros on all sides and cuts their size out at a random place.
 *
 * @param pixels of padding on each side, at least 1
 */
public record Crop(int pixels) implements Augmentation {

  /** Checks the settings. */
  public Crop {
    Augmentation.check(pixels >= 1, "crop: pixels", "at least 1", pixels);
  }

  static Crop defaults() {
    return new Crop(2);
  }

  @Override
  public void change(
      RandomGenerator random, float[] rows, int example, int[] shape, float[] padded) {
    int down = random.nextInt(2 * pixels + 1) - pixels;
    int right = random.nextInt(2 * pixels + 1) - pixels;
    int height = shape[0];
    int width = shape[1];
    int channels = shape[2];
    Arrays.fill(padded, 0);
    int from = Math.max(0, -right);
    int to = Math.min(width, width - right);
    for (int y = Math.max(0, -down); y < Math.min(height, height - down) && from < to; y++) {
      System.arraycopy(
          rows,
          example + ((y + down) * width + from + right) * channels,
          padded,
          (y * width + from) * channels,
          (to - from) * channels);
    }
    System.arraycopy(padded, 0, rows, example, padded.length);
  }
}
