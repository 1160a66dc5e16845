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

  static void above0(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be above 0, but is " + value);
    }
  }

  static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), but is " + value);
    }
  }

  static void count(String name, List<Integer> values, int least, int most) {
    if (values.size() < least || values.size() > most) {
      String right = least == most ? "" + least : least + " to " + most;
      throw new IllegalArgumentException(
          "%s must be %s numbers, but are %s".formatted(name, right, values));
    }
  }

  /** A picture of at least so many pixels a side. */
  static void picture(String body, int leastSide, long... shape) {
    if (shape.length != 3) {
      throw new IllegalArgumentException(
          body + " sees pictures [height, width, channels], not " + Arrays.toString(shape));
    }
    if (shape[2] < 1) {
      throw new IllegalArgumentException(
          body + " needs pictures with channels, not " + Arrays.toString(shape));
    }
    if (shape[0] < leastSide || shape[1] < leastSide) {
      throw new IllegalArgumentException(
          "%s needs pictures of at least %d x %d pixels, not %d x %d"
              .formatted(body, leastSide, leastSide, shape[0], shape[1]));
    }
  }
}
