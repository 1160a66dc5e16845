package palestra.envs.classic;

import java.util.List;
import palestra.envs.registry.Argument;

/** Holds a task's constants against the ranges of its arguments. */
final class Ranges {
  private Ranges() {}

  /**
   * Refuses a number outside of its range.
   *
   * @param task its name, for the message
   * @param arguments of the task
   * @param numbers the values of those arguments that are numbers, in their order
   * @throws IllegalArgumentException names the argument and its range
   */
  static void require(String task, List<Argument> arguments, double... numbers) {
    int next = 0;
    for (Argument argument : arguments) {
      if (argument.defaultValue() instanceof Double) {
        double value = numbers[next++];
        if (!(value >= argument.low() && value <= argument.high())) {
          throw new IllegalArgumentException(
              "%s: %s is a number from %s to %s, but got %s"
                  .formatted(task, argument.name(), argument.low(), argument.high(), value));
        }
      }
    }
    if (next != numbers.length) {
      throw new IllegalArgumentException(
          "%s has %d numbers to set, but got %d".formatted(task, next, numbers.length));
    }
  }

  /** Refuses a pair of bounds in the wrong order. */
  static void requireOrder(String task, String low, double least, String high, double greatest) {
    if (least > greatest) {
      throw new IllegalArgumentException(
          "%s: %s (%s) is above %s (%s)".formatted(task, low, least, high, greatest));
    }
  }
}
