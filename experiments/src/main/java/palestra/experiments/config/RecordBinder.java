package palestra.experiments.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import palestra.networks.bodies.Body;
import palestra.networks.decoders.Decoder;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/**
 * Makes config records from settings: starts from a record with every default and replaces the
 * components that are set. A component that is a record is reached by a dotted key.
 */
public final class RecordBinder {
  private RecordBinder() {}

  /** All keys of a config, in the order of its components. */
  public static Set<String> keys(Record config) {
    return new LinkedHashSet<>(describe(config).keySet());
  }

  /** All settings of a config by key, as plain numbers, booleans, texts and lists of them. */
  public static Map<String, Object> describe(Record config) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      Object value = get(component, config);
      if (isGroup(value)) {
        Record nested = (Record) value;
        describe(nested).forEach((key, v) -> settings.put(component.getName() + "." + key, v));
      } else {
        settings.put(component.getName(), plain(value));
      }
    }
    return settings;
  }

  /** Whether one of a config's schedules changes while training goes on. */
  public static boolean moves(Record config) {
    return Arrays.stream(config.getClass().getRecordComponents())
        .map(component -> get(component, config))
        .anyMatch(
            value ->
                value instanceof Schedule schedule
                    ? schedule.moves()
                    : isGroup(value) && moves((Record) value));
  }

  /**
   * The defaults with these settings over them; keys of other records are left alone.
   *
   * @throws IllegalArgumentException if a value has the wrong type or the record refuses it; names
   *     key, value and where it was set
   */
  public static <C extends Record> C bind(C defaults, Map<String, Setting> settings) {
    return bind(defaults, "", settings);
  }

  private static <C extends Record> C bind(
      C defaults, String prefix, Map<String, Setting> settings) {
    @SuppressWarnings("unchecked")
    Class<C> type = (Class<C>) defaults.getClass();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = prefix + components[i].getName();
      Object value = get(components[i], defaults);
      Setting setting = settings.get(key);
      if (isGroup(value) && setting == null) {
        value = bind((Record) value, key + ".", settings);
      } else if (setting != null) {
        value = Conversion.to(components[i].getGenericType(), key, setting);
      }
      values[i] = value;
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<C> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException(locate(refused.getMessage(), prefix, settings), refused);
      }
      throw new IllegalStateException("cannot make " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type.getSimpleName(), e);
    }
  }

  /** Adds to a record's complaint where the setting that it is about was made. */
  private static String locate(String message, String prefix, Map<String, Setting> settings) {
    for (Map.Entry<String, Setting> setting : settings.entrySet()) {
      String key = setting.getKey();
      if (key.startsWith(prefix)) {
        String name = Pattern.quote(key.substring(prefix.length()));
        if (Pattern.compile("\\b" + name + "\\b").matcher(message).find()) {
          return setting.getValue().origin() + ": " + message;
        }
      }
    }
    return message;
  }

  private static Object get(RecordComponent component, Record config) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** Whether a component is a group of settings, and not written as one text. */
  private static boolean isGroup(Object value) {
    boolean text =
        value instanceof Schedule
            || value instanceof Body
            || value instanceof Decoder
            || value instanceof Memory;
    return value instanceof Record && !text;
  }

  private static Object plain(Object value) {
    if (value instanceof Number || value instanceof Boolean || value instanceof String) {
      return value;
    } else if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    } else if (value instanceof Schedule || value instanceof Memory) {
      return value.toString();
    } else if (value instanceof Body body) {
      return body.text();
    } else if (value instanceof Decoder decoder) {
      return decoder.text();
    } else if (value instanceof int[] ints) {
      return Arrays.stream(ints).boxed().toList();
    } else if (value instanceof double[] doubles) {
      return Arrays.stream(doubles).boxed().toList();
    } else if (value instanceof List<?> list) {
      return list.stream().map(RecordBinder::plain).toList();
    }
    return String.valueOf(value);
  }
}
