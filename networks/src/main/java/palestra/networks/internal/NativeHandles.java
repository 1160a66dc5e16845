package palestra.networks.internal;

import java.lang.reflect.Field;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;

/** The native handles behind sessions and graphs, which TensorFlow Java keeps to itself. */
public final class NativeHandles {
  private NativeHandles() {}

  public static TF_Session of(Session session) {
    return (TF_Session) read(Session.class, session);
  }

  public static TF_Graph of(Graph graph) {
    return (TF_Graph) read(Graph.class, graph);
  }

  private static Object read(Class<?> type, Object owner) {
    try {
      Field field = type.getDeclaredField("nativeHandle");
      field.setAccessible(true);
      return field.get(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this TensorFlow Java keeps its handles elsewhere", e);
    }
  }
}
