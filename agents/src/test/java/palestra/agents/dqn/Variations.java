package palestra.agents.dqn;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Settings that differ in a few components from others. */
final class Variations {
  private Variations() {}

  /**
   * A config with other values.
   *
   * @param changes name and value in turns
   */
  static DqnConfig with(DqnConfig config, Object... changes) {
    RecordComponent[] components = DqnConfig.class.getRecordComponents();
    Object[] values = new Object[components.length];
    int used = 0;
    try {
      for (int i = 0; i < components.length; i++) {
        values[i] = components[i].getAccessor().invoke(config);
        for (int j = 0; j < changes.length; j += 2) {
          if (components[i].getName().equals(changes[j])) {
            values[i] = changes[j + 1];
            used++;
          }
        }
      }
      if (2 * used != changes.length) {
        throw new AssertionError("no such settings among " + Arrays.toString(changes));
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return DqnConfig.class.getDeclaredConstructor(types).newInstance(values);
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
