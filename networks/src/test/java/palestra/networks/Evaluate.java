package palestra.networks;

import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** The value of a graph of constants. */
public final class Evaluate {
  private Evaluate() {}

  public static float[] floats(Function<Scope, Operand<TFloat32>> graph) {
    try (Model model = new Model(Device.CPU, 1)) {
      return floats(model, graph.apply(model.scope()));
    }
  }

  /** The value of an operand that needs no input. */
  public static float[] floats(Model model, Operand<TFloat32> operand) {
    Endpoint endpoint = model.endpoint("evaluate").output("value", operand).build();
    endpoint.run();
    float[] copy = new float[endpoint.result("value").capacity()];
    endpoint.result("value").get(0, copy);
    return copy;
  }
}
