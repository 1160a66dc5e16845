package palestra.envs.registry;

import java.util.List;

/**
 * A named argument of an environment, given on the command line as {@code --env-arg name=value}.
 *
 * @param name its name
 * @param defaultValue its value where none is given: a {@code Double}, a {@code Long}, a {@code
 *     Boolean} or a {@code String}, which is also the kind of value it takes
 * @param low the smallest value allowed; 0 for a truth value and a choice
 * @param high the largest value allowed; 1 for a truth value and a choice
 * @param choices the texts to choose from; empty for other kinds
 * @param description what it means, with its unit
 */
public record Argument(
    String name,
    Object defaultValue,
    double low,
    double high,
    List<String> choices,
    String description) {

  public Argument {
    choices = List.copyOf(choices);
    if (!(defaultValue instanceof Double
        || defaultValue instanceof Long
        || defaultValue instanceof Boolean
        || (defaultValue instanceof String text && choices.contains(text)))) {
      throw new IllegalArgumentException(
          "argument "
              + name
              + " has a default that is no Double, Long, Boolean or choice: "
              + defaultValue);
    }
  }

  /** A real number. */
  public static Argument number(
      String name, double defaultValue, double low, double high, String description) {
    return new Argument(name, defaultValue, low, high, List.of(), description);
  }

  /** A whole number. */
  public static Argument whole(
      String name, long defaultValue, long low, long high, String description) {
    return new Argument(name, defaultValue, low, high, List.of(), description);
  }

  /** True or false. */
  public static Argument flag(String name, boolean defaultValue, String description) {
    return new Argument(name, defaultValue, 0, 1, List.of(), description);
  }

  /** One of some texts. */
  public static Argument choice(
      String name, String defaultValue, List<String> choices, String description) {
    return new Argument(name, defaultValue, 0, 1, choices, description);
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if it is of another kind or out of range; names the range
   */
  Object parse(String text) {
    Object value = read(text.trim());
    double number = value instanceof Number n ? n.doubleValue() : 0;
    if (value == null || !(number >= low && number <= high)) {
      throw new IllegalArgumentException(
          "environment argument %s is %s, but got '%s'".formatted(name, range(), text));
    }
    return value;
  }

  /** The value, or null where the text is none. */
  private Object read(String text) {
    if (defaultValue instanceof String) {
      return choices.contains(text) ? text : null;
    }
    try {
      if (defaultValue instanceof Boolean) {
        return switch (text) {
          case "true", "True", "1" -> true;
          case "false", "False", "0" -> false;
          default -> null;
        };
      }
      return defaultValue instanceof Long
          ? (Object) Long.valueOf(text)
          : (Object) Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** What it takes, in words: {@code a number from 0.0 to 100.0}. */
  public String range() {
    if (defaultValue instanceof String) {
      return "one of " + String.join(", ", choices);
    }
    if (defaultValue instanceof Boolean) {
      return "true or false";
    }
    return defaultValue instanceof Long
        ? "a whole number from %d to %d".formatted((long) low, (long) high)
        : "a number from %s to %s".formatted(low, high);
  }
}
