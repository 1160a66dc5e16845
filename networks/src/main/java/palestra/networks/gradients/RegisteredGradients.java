package palestra.networks.gradients;

import static org.tensorflow.internal.c_api.global.tensorflow.TFJ_HasGradient;
import static org.tensorflow.internal.c_api.global.tensorflow.TFJ_RegisterCustomGradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.TFJ_GradFuncAdapter;
import org.tensorflow.op.Ops;
import org.tensorflow.op.RawCustomGradient;

/**
 * Fills the gaps of TensorFlow's own registry of gradients, once per process, so that {@code
 * Graph.addGradients} works where it would otherwise end in an error or end the process. {@link
 * Gradients} itself does not need it: it uses the same rules directly.
 *
 * <p>Still without a gradient, and refused by name in {@link Gradients}: Cholesky and other
 * decompositions, While, If, and the fused cells (LSTMBlockCell, GRUBlockCell); unroll or compose
 * those.
 */
public final class RegisteredGradients {
  /**
   * One for all types: JavaCPP has room for ten functions of this kind in a process, and TensorFlow
   * calls a null pointer for the eleventh. TensorFlow keeps the bare pointer, so this is kept here.
   */
  private static final TFJ_GradFuncAdapter ADAPTER =
      RawCustomGradient.adapter(RegisteredGradients::call);

  /** Registered when the class is loaded: TensorFlow's registry is as global as this class. */
  private static final Set<String> TYPES = registerAll();

  private RegisteredGradients() {}

  /**
   * Makes sure that the rules are registered.
   *
   * @return the operation types that got theirs from here; empty on Windows, where TensorFlow Java
   *     cannot register any
   */
  public static Set<String> ensure() {
    return TYPES;
  }

  private static Set<String> registerAll() {
    Set<String> registered = new TreeSet<>();
    for (String type : MissingRules.ALL.keySet()) {
      if (!TFJ_HasGradient(type) && TFJ_RegisterCustomGradient(type, ADAPTER)) {
        registered.add(type);
      }
    }
    return Set.copyOf(registered);
  }

  private static List<Operand<?>> call(Ops tf, GraphOperation op, List<Output<?>> gradients) {
    // TensorFlow has no null: outputs that the loss does not depend on come without a handle, and
    // inputs that nothing flows to get zeros.
    List<Output<?>> known = new ArrayList<>();
    gradients.forEach(gradient -> known.add(gradient.isClosed() ? null : gradient));
    try {
      List<Operand<?>> inputs = new ArrayList<>();
      int i = 0;
      for (Operand<?> gradient : MissingRules.ALL.get(op.type()).backward(tf, op, known)) {
        inputs.add(gradient == null ? tf.zerosLike(op.input(i)) : gradient);
        i++;
      }
      return inputs;
    } catch (RuntimeException e) {
      // It must not cross native frames. TensorFlow reports too short an answer as its own error.
      return List.of();
    }
  }
}
