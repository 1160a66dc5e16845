package palestra.networks;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A place in a model's graph: where operations are added, and under which path variables are found.
 * A layer applied twice in the same scope shares its variables; in another scope it has its own.
 */
public final class Scope {
  private final Model model;
  private final String path;
  private final Ops tf;

  Scope(Model model, String path, Ops tf) {
    this.model = model;
    this.path = path;
    this.tf = tf;
  }

  /** Adds operations to the graph. */
  public Ops tf() {
    return tf;
  }

  /** The variables' path down to here, such as {@code policy/hidden0}; empty at the root. */
  public String path() {
    return path;
  }

  /** The scope {@code name} inside this one. */
  public Scope child(String name) {
    return new Scope(model, path.isEmpty() ? name : path + "/" + name, tf.withSubScope(name));
  }

  /**
   * The variable {@code name} in this scope: made on first use, the same one afterwards.
   *
   * @throws IllegalArgumentException if it exists with another shape
   */
  public Operand<TFloat32> variable(String name, Shape shape, Initializer initializer) {
    return model.variable(path.isEmpty() ? name : path + "/" + name, shape, initializer, true);
  }

  /** Like {@link #variable}, for what no optimiser changes: slots, counters, running averages. */
  public Operand<TFloat32> state(String name, Shape shape, Initializer initializer) {
    return model.variable(path.isEmpty() ? name : path + "/" + name, shape, initializer, false);
  }

  /** All trainable variables in this scope and below it, in the order in which they were made. */
  public List<Operand<TFloat32>> trainable() {
    return model.trainable(path);
  }
}
