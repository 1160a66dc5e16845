package palestra.agents.internal;

import java.util.List;

/** Checks of settings, each refusal one line that names the setting. */
public final class Checks {
  private Checks() {}

  /** A whole number with a lower limit. */
  public static void atLeast(String name, long value, long least) {
    require(value >= least, name, "at least " + least, value);
  }

  /** A number in [0, 1]. */
  public static void share(String name, double value) {
    require(value >= 0 && value <= 1, name, "from 0 to 1", value);
  }

  /** A finite number, 0 or more. */
  public static void notNegative(String name, double value) {
    require(value >= 0 && Double.isFinite(value), name, "0 or more", value);
  }

  /** A finite number above 0. */
  public static void positive(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, "above 0", value);
  }

  /** A number that is neither infinite nor NaN. */
  public static void finite(String name, double value) {
    require(Double.isFinite(value), name, "a finite number", value);
  }

  /** A number of equal parts that another is to consist of. */
  public static void divides(String name, long value, String of, long whole) {
    require(
        value >= 1 && whole % value == 0, name, "a divisor of " + of + " (" + whole + ")", value);
  }

  /** Widths of hidden layers, each 1 or more. */
  public static void widths(String name, List<Integer> widths) {
    require(
        widths.stream().allMatch(width -> width >= 1), name, "a list of widths above 0", widths);
  }

  /** Updates of a phase of learning, or -1 for as many as environment steps. */
  public static void gradientSteps(int value) {
    require(value >= 1 || value == -1, "gradientSteps", "at least 1, or -1", value);
  }

  private static void require(boolean good, String name, String right, Object value) {
    if (!good) {
      throw new IllegalArgumentException(name + " must be " + right + ", but is " + value);
    }
  }
}
