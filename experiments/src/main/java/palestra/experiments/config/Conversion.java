package palestra.experiments.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import palestra.networks.bodies.Body;
import palestra.networks.decoders.Decoder;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/** Turns what a user wrote into the type that a config's component has. */
final class Conversion {
  private final String key;
  private final Setting setting;

  private Conversion(String key, Setting setting) {
    this.key = key;
    this.setting = setting;
  }

  /**
   * The setting's value as that type.
   *
   * @throws IllegalArgumentException that names key, value, place, and what would be right
   */
  static Object to(Type type, String key, Setting setting) {
    return new Conversion(key, setting).convert(type, setting.value());
  }

  private Object convert(Type type, Object value) {
    if (type == int.class || type == Integer.class) {
      long whole = whole(value);
      if (whole != (int) whole) {
        throw wrong("a whole number up to " + Integer.MAX_VALUE, value);
      }
      return (int) whole;
    } else if (type == long.class || type == Long.class) {
      return whole(value);
    } else if (type == double.class || type == Double.class) {
      return number(value, "a number").doubleValue();
    } else if (type == float.class || type == Float.class) {
      return number(value, "a number").floatValue();
    } else if (type == boolean.class || type == Boolean.class) {
      return truth(value);
    } else if (type == String.class) {
      return value instanceof List<?> ? reject("a text", value) : value.toString();
    } else if (type == Schedule.class) {
      return schedule(value);
    } else if (type == Body.class) {
      return located(() -> Body.valueOf(value.toString()));
    } else if (type == Decoder.class) {
      return located(() -> Decoder.valueOf(value.toString()));
    } else if (type == Memory.class) {
      return located(() -> Memory.valueOf(value.toString()));
    } else if (type == int[].class) {
      return list(value).stream().mapToInt(v -> (int) convert(int.class, v)).toArray();
    } else if (type == double[].class) {
      return list(value).stream().mapToDouble(v -> (double) convert(double.class, v)).toArray();
    } else if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      Type element = generic.getActualTypeArguments()[0];
      return list(value).stream().map(v -> convert(element, v)).toList();
    } else if (type instanceof Class<?> c && c.isEnum()) {
      return constant(c, value);
    }
    throw new IllegalStateException("a setting cannot be a " + type.getTypeName() + ": " + key);
  }

  private long whole(Object value) {
    BigDecimal number = number(value, "a whole number");
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw wrong("a whole number", value);
    }
  }

  private BigDecimal number(Object value, String what) {
    try {
      return new BigDecimal(value.toString().replace("_", ""));
    } catch (NumberFormatException e) {
      throw wrong(what, value);
    }
  }

  private boolean truth(Object value) {
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw wrong("true or false", value);
    };
  }

  private Schedule schedule(Object value) {
    return located(
        () ->
            value instanceof Number number
                ? Schedule.valueOf(number.doubleValue())
                : Schedule.valueOf(value.toString()));
  }

  /** What is read from text complains of the text; where it stood is told here. */
  private <T> T located(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(setting.origin() + ": " + key + ": " + e.getMessage(), e);
    }
  }

  private List<?> list(Object value) {
    return value instanceof List<?> list
        ? list
        : (List<?>) reject("a list such as [64, 64]", value);
  }

  private Object constant(Class<?> type, Object value) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(value.toString().replace('-', '_'))) {
        return constant;
      }
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT))
            .toList();
    throw wrong("one of " + String.join(", ", names), value);
  }

  private Object reject(String right, Object value) {
    throw wrong(right, value);
  }

  private IllegalArgumentException wrong(String right, Object value) {
    return new IllegalArgumentException(
        setting.origin() + ": " + key + " must be " + right + ", but is '" + value + "'");
  }
}
