package palestra.envs.grid;

/** Checks of what can be set. */
final class Checks {
  private Checks() {}

  static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d or more, but is %d".formatted(name, least, value));
    }
  }

  static void within(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s is %d to %d, but is %d".formatted(name, low, high, value));
    }
  }

  static void odd(String name, int value) {
    if (value % 2 == 0) {
      throw new IllegalArgumentException(name + " is odd, but is " + value);
    }
  }

  /** A cell inside of the walls, or (0, 0) for one to be drawn. */
  static void cell(String name, int x, int y, int size) {
    boolean drawn = x == 0 && y == 0;
    boolean inside = x >= 1 && x <= size - 2 && y >= 1 && y <= size - 2;
    if (!drawn && !inside) {
      throw new IllegalArgumentException(
          "%s_x and %s_y are both 0, or both 1 to %d, but are %d and %d"
              .formatted(name, name, size - 2, x, y));
    }
  }
}
