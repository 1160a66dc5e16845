package palestra.generative.internal;

/** Checks of settings, each refusal one line. */
public final class Checks {
  private Checks() {}

  /** A whole number that must not be less. */
  public static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be " + least + " or more, but is " + value);
    }
  }

  /** A finite number that must not be less than 0. */
  public static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
    }
  }

  /** A number that must be 0 or more and below 1. */
  public static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be 0 or more and below 1, but is " + value);
    }
  }
}
