package palestra.experiments.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.envs.registry.Argument;
import palestra.envs.registry.EnvironmentSpec;

/**
 * One argument of an environment at evenly spaced values, {@code gravity=1:20:8}.
 *
 * @param name the argument's
 * @param values from the lowest to the highest
 */
public record GridAxis(String name, List<Double> values) {
  private static final int MOST = 1000;

  public GridAxis {
    values = List.copyOf(values);
  }

  /**
   * Reads an axis.
   *
   * @param text {@code name=low:high:count}, both ends included
   * @throws IllegalArgumentException if it is none; says what one is
   */
  public static GridAxis parse(String text) {
    int equals = text.indexOf('=');
    String[] parts = text.substring(equals + 1).split(":", -1);
    if (equals >= 1 && parts.length == 3) {
      try {
        double low = Double.parseDouble(parts[0]);
        double high = Double.parseDouble(parts[1]);
        int count = Integer.parseInt(parts[2].strip());
        if (low < high && Double.isFinite(high - low) && count >= 2 && count <= MOST) {
          List<Double> values = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            values.add(i == count - 1 ? high : low + (high - low) * i / (count - 1));
          }
          return new GridAxis(text.substring(0, equals).strip(), values);
        }
      } catch (NumberFormatException e) {
        throw wrong(text, e);
      }
    }
    throw wrong(text, null);
  }

  private static IllegalArgumentException wrong(String text, Throwable cause) {
    return new IllegalArgumentException(
        "--grid takes name=low:high:count with 2 to 1000 values from low to high, but got '"
            + text
            + "'",
        cause);
  }

  /** The same with values that the argument can have: whole numbers stay apart and whole. */
  GridAxis of(EnvironmentSpec environment) {
    boolean whole =
        environment.arguments().stream()
            .anyMatch(a -> a.name().equals(name) && a.defaultValue() instanceof Long);
    return whole ? new GridAxis(name, values.stream().map(Math::rint).distinct().toList()) : this;
  }

  /** A value as an argument of the environment is given. */
  String text(int i) {
    double value = values.get(i);
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  /** The lowest and highest value that a run was trained with; NaN where those are no numbers. */
  double[] trained(EnvironmentSpec environment, Map<String, String> envArgs) {
    String given = envArgs.get(name);
    String text = given;
    if (given == null) {
      text =
          environment.arguments().stream()
              .filter(a -> a.name().equals(name))
              .map(Argument::defaultValue)
              .map(Object::toString)
              .findFirst()
              .orElse("");
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    try {
      for (String part : text.split("\\.\\.|\\|", -1)) {
        low = Math.min(low, Double.parseDouble(part));
        high = Math.max(high, Double.parseDouble(part));
      }
    } catch (NumberFormatException e) {
      return new double[] {Double.NaN, Double.NaN};
    }
    return new double[] {low, high};
  }
}
