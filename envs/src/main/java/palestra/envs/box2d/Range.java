package palestra.envs.box2d;

/** Checks of settings. */
final class Range {
  private Range() {}

  /**
   * Refuses a value out of its range.
   *
   * @throws IllegalArgumentException names the setting and its range
   */
  static void require(String setting, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s is %s to %s, but is %s".formatted(setting, low, high, value));
    }
  }
}
