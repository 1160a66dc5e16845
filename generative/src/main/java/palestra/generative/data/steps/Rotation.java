package palestra.generative.data.steps;

import java.util.random.RandomGenerator;

/**
 * {@code rotation}: turns pictures around their middle by a random angle; bilinear between pixels,
 * zero beyond the edge.
 *
 * @param degrees the greatest angle to either side, from 0 to 180
 */
public record Rotation(double degrees) implements Augmentation {

  /** Checks the settings. */
  public Rotation {
    Augmentation.check(
        degrees >= 0 && degrees <= 180, "rotation: degrees", "from 0 to 180", degrees);
  }

  static Rotation defaults() {
    return new Rotation(10);
  }

  @Override
  public void change(
      RandomGenerator random, float[] rows, int example, int[] shape, float[] turned) {
    double angle = Math.toRadians(degrees * (2 * random.nextDouble() - 1));
    float cos = (float) Math.cos(angle);
    float sin = (float) Math.sin(angle);
    float middleY = (shape[0] - 1) / 2f;
    float middleX = (shape[1] - 1) / 2f;
    int channels = shape[2];
    for (int y = 0; y < shape[0]; y++) {
      for (int x = 0; x < shape[1]; x++) {
        float fromX = middleX + cos * (x - middleX) + sin * (y - middleY);
        float fromY = middleY - sin * (x - middleX) + cos * (y - middleY);
        for (int c = 0; c < channels; c++) {
          turned[(y * shape[1] + x) * channels + c] = at(rows, example + c, shape, fromX, fromY);
        }
      }
    }
    System.arraycopy(turned, 0, rows, example, turned.length);
  }

  private static float at(float[] rows, int first, int[] shape, float x, float y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float right = x - left;
    float down = y - top;
    return (1 - down)
            * ((1 - right) * pixel(rows, first, shape, left, top)
                + right * pixel(rows, first, shape, left + 1, top))
        + down
            * ((1 - right) * pixel(rows, first, shape, left, top + 1)
                + right * pixel(rows, first, shape, left + 1, top + 1));
  }

  private static float pixel(float[] rows, int first, int[] shape, int x, int y) {
    return x < 0 || y < 0 || x >= shape[1] || y >= shape[0]
        ? 0
        : rows[first + (y * shape[1] + x) * shape[2]];
  }
}
