package palestra.networks.internal;

import java.lang.reflect.Field;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Session;

/** The native handle behind a session, which TensorFlow Java keeps to itself. */
public final class NativeHandles {
  private NativeHandles() {}

  public static TF_Session of(Session session) {
    try {
      Field field = Session.class.getDeclaredField("nativeHandle");
      field.setAccessible(true);
      return (TF_Session) field.get(session);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this TensorFlow Java keeps its session elsewhere", e);
    }
  }
}
