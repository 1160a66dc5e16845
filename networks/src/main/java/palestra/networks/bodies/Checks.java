package palestra.networks.bodies;

import java.util.Arrays;
import java.util.List;

/** Checks of settings and shapes, each refusal one line. */
final class Checks {
  private Checks() {}

  static void positive(String name, List<Integer> values) {
    for (int value : values) {
      atLeast(name, value, 1);
    }
  }

  static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
    }
  }

  /** A picture of at least so many pixels a side. */
  static void picture(String body, int leastSide, long... shape) {
    if (shape.length != 3) {
      throw new IllegalArgumentException(
          body + " sees pictures [height, width, channels], not " + Arrays.toString(shape));
    }
    if (shape[0] < leastSide || shape[1] < leastSide) {
      throw new IllegalArgumentException(
          "%s needs pictures of at least %d x %d pixels, not %d x %d"
              .formatted(body, leastSide, leastSide, shape[0], shape[1]));
    }
  }
}
