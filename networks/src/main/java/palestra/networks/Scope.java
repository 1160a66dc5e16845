package palestra.networks;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
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
  private final boolean training;

  Scope(Model model, String path, Ops tf, boolean training) {
    this.model = model;
    this.path = path;
    this.tf = tf;
    this.training = training;
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
    return new Scope(model, at(name), tf.withSubScope(name), training);
  }

  /** The same place for what is learned from: dropout drops, batch statistics count. */
  public Scope forTraining() {
    return new Scope(model, path, tf, true);
  }

  /** The same place for what is only used: nothing is random, running statistics stand still. */
  public Scope forInference() {
    return new Scope(model, path, tf, false);
  }

  /** The same place for what runs only after these operations, such as an update of variables. */
  public Scope after(List<? extends Op> operations) {
    return new Scope(
        model, path, tf.withControlDependencies(List.<Op>copyOf(operations)), training);
  }

  /** Whether layers behave as while training; not so at the root. */
  public boolean training() {
    return training;
  }

  /**
   * Numbers drawn from the standard normal distribution, anew at every run of an endpoint that
   * needs them: the same for the same model's seed, scope, name and count of such runs. The count
   * is saved with the variables, so that a resumed model draws what it would have drawn.
   *
   * @param name tells several draws of one scope apart
   */
  public Operand<TFloat32> normal(String name, Shape shape) {
    return tf.random.statelessRandomNormal(tf.constant(shape), model.noise(at(name), tf));
  }

  /** As {@link #normal}, drawn evenly from [0, 1). */
  public Operand<TFloat32> uniform(String name, Shape shape) {
    return tf.random.statelessRandomUniform(tf.constant(shape), model.noise(at(name), tf));
  }

  /**
   * Sets a {@link #state} to a new value when {@code result} is computed. Several settings of the
   * same state take place in the order in which they were added.
   *
   * @return {@code result}, to be used in its place
   */
  public Operand<TFloat32> assign(
      Operand<TFloat32> state, Operand<TFloat32> value, Operand<TFloat32> result) {
    return model.assign(tf, state, value, result);
  }

  /** Notes what a network looks like here, for {@link Model#stages}. */
  public void stage(String name, Operand<?> output) {
    model.stage(at(name), output.shape());
  }

  /**
   * The variable {@code name} in this scope: made on first use, the same one afterwards.
   *
   * @throws IllegalArgumentException if it exists with another shape
   */
  public Operand<TFloat32> variable(String name, Shape shape, Initializer initializer) {
    return model.variable(at(name), shape, initializer, true);
  }

  /** Like {@link #variable}, for what no optimiser changes: slots, counters, running averages. */
  public Operand<TFloat32> state(String name, Shape shape, Initializer initializer) {
    return model.variable(at(name), shape, initializer, false);
  }

  /** All trainable variables in this scope and below it, in the order in which they were made. */
  public List<Operand<TFloat32>> trainable() {
    return model.trainable(path);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
