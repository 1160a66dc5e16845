package palestra.agents;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Config records with some components replaced, by name. */
public final class Settings {
  private Settings() {}

  /**
   * A config with other settings.
   *
   * @param namesAndValues name, value, name, value...
   */
  @SuppressWarnings("unchecked")
  public static <C extends Record> C with(C config, Object... namesAndValues) {
    Map<Object, Object> changes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      changes.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    RecordComponent[] components = config.getClass().getRecordComponents();
    try {
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        Object old = components[i].getAccessor().invoke(config);
        Object changed = changes.remove(components[i].getName());
        values[i] = changed == null ? old : changed;
      }
      if (!changes.isEmpty()) {
        throw new AssertionError("no settings: " + changes.keySet());
      }
      return (C)
          config
              .getClass()
              .getDeclaredConstructor(
                  Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
              .newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
