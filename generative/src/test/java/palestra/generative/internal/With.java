package palestra.generative.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** A record with some of its components changed. */
public final class With {
  private With() {}

  /**
   * Makes one.
   *
   * @param changes names and values in turns
   */
  @SuppressWarnings("unchecked")
  public static <R extends Record> R of(R record, Object... changes) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean[] used = new boolean[changes.length];
    try {
      for (int i = 0; i < components.length; i++) {
        values[i] = components[i].getAccessor().invoke(record);
        for (int k = 0; k < changes.length; k += 2) {
          if (components[i].getName().equals(changes[k])) {
            values[i] = changes[k + 1];
            used[k] = true;
          }
        }
      }
      for (int k = 0; k < changes.length; k += 2) {
        if (!used[k]) {
          throw new IllegalStateException(record.getClass() + " has no " + changes[k]);
        }
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
