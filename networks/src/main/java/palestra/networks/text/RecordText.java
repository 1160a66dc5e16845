package palestra.networks.text;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads records that have names from text and writes them: the name, then the settings that differ
 * from the name's own, as {@code name=value} with blanks between them; a value that has blanks
 * stands in double quotes. Components may be {@code int}, {@code long}, {@code double}, {@code
 * boolean}, text, enums and lists of {@code Integer}.
 *
 * @param <T> what the records have in common
 */
public final class RecordText<T> {
  private final String what;
  private final Map<String, T> known;

  /**
   * Knows these records.
   *
   * @param what they are, in refusals, such as {@code body}
   * @param known each name's own settings, a record; of different classes
   */
  public RecordText(String what, Map<String, ? extends T> known) {
    this.what = what;
    this.known = new LinkedHashMap<>(known);
  }

  /** All names, in their order. */
  public List<String> names() {
    return List.copyOf(known.keySet());
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if there is none of that name, or its settings are wrong; one
   *     line that says what would be right
   */
  public T read(String text) {
    String[] words = words(text.strip());
    String name = words[0].toLowerCase(Locale.ROOT);
    T own = known.get(name);
    if (own == null) {
      throw new IllegalArgumentException(
          "there is no %s \"%s\"; there are %s"
              .formatted(what, words[0], String.join(", ", known.keySet())));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "%s %s: settings are written name=value, not \"%s\"".formatted(what, name, words[i]));
      }
      settings.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    return bind(name, own, settings);
  }

  /** What stands between blanks; those in double quotes do not part, and quotes are left out. */
  private static String[] words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted || !Character.isWhitespace(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a double quote is not closed in: " + text);
    }
    if (!word.isEmpty() || words.isEmpty()) {
      words.add(word.toString());
    }
    return words.toArray(String[]::new);
  }

  /** The name of records of this class, if there is one. */
  public Optional<String> name(T value) {
    return known.entrySet().stream()
        .filter(e -> e.getValue().getClass() == value.getClass())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The text that {@link #read} reads. */
  public String text(T value) {
    String name =
        name(value).orElseThrow(() -> new IllegalArgumentException(value + " has no name"));
    StringBuilder text = new StringBuilder(name);
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object set = get(component, value);
      if (!set.equals(get(component, known.get(name)))) {
        text.append(' ').append(component.getName()).append('=').append(plain(set));
      }
    }
    return text.toString();
  }

  private static String plain(Object value) {
    if (value instanceof String text && text.matches("(?s).*[\\s|].*")) {
      return '"' + text + '"';
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }

  @SuppressWarnings("unchecked")
  private T bind(String name, T own, Map<String, String> settings) {
    RecordComponent[] components = own.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String setting = settings.remove(components[i].getName());
      values[i] =
          setting == null
              ? get(components[i], own)
              : convert(name + ": " + components[i].getName(), components[i], setting);
    }
    if (!settings.isEmpty()) {
      String all =
          Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "%s %s has no setting %s; it has %s"
              .formatted(
                  what, name, settings.keySet().iterator().next(), all.isEmpty() ? "none" : all));
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = own.getClass().getDeclaredConstructor(types);
      return (T) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("cannot make " + name, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + name, e);
    }
  }

  private Object convert(String name, RecordComponent component, String text) {
    Type type = component.getGenericType();
    try {
      if (type == int.class) {
        return Integer.valueOf(text);
      } else if (type == long.class) {
        return Long.valueOf(text);
      } else if (type == double.class) {
        return Double.valueOf(text);
      } else if (type == String.class) {
        return text;
      } else if (type == boolean.class) {
        return switch (text) {
          case "true" -> true;
          case "false" -> false;
          default -> throw wrong(name, "true or false", text);
        };
      } else if (component.getType() == List.class) {
        return text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
      }
    } catch (NumberFormatException e) {
      throw wrong(name, component.getType() == List.class ? "numbers as 64,64" : "a number", text);
    }
    Object[] constants = component.getType().getEnumConstants();
    for (Object constant : constants) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(text.replace('-', '_'))) {
        return constant;
      }
    }
    throw wrong(name, "one of " + Arrays.toString(constants).toLowerCase(Locale.ROOT), text);
  }

  private IllegalArgumentException wrong(String name, String right, String text) {
    return new IllegalArgumentException(
        "%s %s must be %s, but is \"%s\"".formatted(what, name, right, text));
  }

  private static Object get(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
