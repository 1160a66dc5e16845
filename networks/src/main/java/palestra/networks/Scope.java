package palestra.networks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
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
  private final boolean training;
  private final Precision precision;

  /** What everything here waits for. */
  private final List<Op> after;

  /** What stands in for variables, by path; seldom anything. */
  private final Map<String, Operand<TFloat32>> stead;

  private Ops tf;

  /** The last setting of each state in this pass. */
  private final Map<Operation, Op> pass;

  Scope(
      Model model,
      String path,
      boolean training,
      Precision precision,
      List<Op> after,
      Map<Operation, Op> pass,
      Map<String, Operand<TFloat32>> stead) {
    this.model = model;
    this.path = path;
    this.training = training;
    this.precision = precision;
    this.after = after;
    this.pass = pass;
    this.stead = stead;
  }

  /** Adds operations to the graph. */
  public Ops tf() {
    if (tf == null) {
      Ops known = model.ops(path);
      tf = after.isEmpty() ? known : known.withControlDependencies(after);
    }
    return tf;
  }

  /** The variables' path down to here, such as {@code policy/hidden0}; empty at the root. */
  public String path() {
    return path;
  }

  /** The scope {@code name} inside this one. */
  public Scope child(String name) {
    return new Scope(model, at(name), training, precision, after, pass, stead);
  }

  /**
   * The same place for what is learned from: dropout drops, batch statistics count. Outside of
   * training it begins a pass: whatever is applied in it and its children sets {@link #state
   * states} in the order in which it was added. One endpoint runs one pass; two passes that set the
   * same state are refused there, since nothing orders them.
   */
  public Scope forTraining() {
    return training ? this : new Scope(model, path, true, precision, after, new HashMap<>(), stead);
  }

  /** The same place for what is only used: nothing is random, running statistics stand still. */
  public Scope forInference() {
    return new Scope(model, path, false, precision, after, pass, stead);
  }

  /** The same place for what runs only after these operations, such as an update of variables. */
  public Scope after(List<? extends Op> operations) {
    List<Op> all = new ArrayList<>(after);
    all.addAll(operations);
    return new Scope(model, path, training, precision, List.copyOf(all), pass, stead);
  }

  /**
   * The same place with other operands where layers ask for {@link #variable variables}, here and
   * below: a network with weights that are computed, such as those that an update would give.
   *
   * @param operands by the path of the variable that each stands in for
   */
  public Scope instead(Map<String, Operand<TFloat32>> operands) {
    return new Scope(model, path, training, precision, after, pass, Map.copyOf(operands));
  }

  /** Whether layers behave as while training; not so at the root. */
  public boolean training() {
    return training;
  }

  /** The same place with products computed in another precision, here and below. */
  public Scope with(Precision other) {
    return new Scope(model, path, training, other, after, pass, stead);
  }

  /** In which numbers dense layers and convolutions multiply; float32 at the root. */
  public Precision precision() {
    return precision;
  }

  /**
   * Numbers drawn from the standard normal distribution, anew at every run of an endpoint that
   * needs them: the same for the same model's seed, scope, name and count of such runs. The count
   * is saved with the variables, so that a resumed model draws what it would have drawn.
   *
   * @param name tells several draws of one scope apart
   */
  public Operand<TFloat32> normal(String name, Shape shape) {
    return tf().random.statelessRandomNormal(tf().constant(shape), model.noise(at(name), tf()));
  }

  /** As {@link #normal}, drawn evenly from [0, 1). */
  public Operand<TFloat32> uniform(String name, Shape shape) {
    return tf().random.statelessRandomUniform(tf().constant(shape), model.noise(at(name), tf()));
  }

  /**
   * Sets a {@link #state} to a new value when {@code result} is computed. Several settings of the
   * same state in one pass, {@link #forTraining}'s, take place in the order in which they were
   * added.
   *
   * @param value computed from the {@link #latest} state, where it depends on it
   * @return {@code result}, to be used in its place
   */
  public Operand<TFloat32> assign(
      Operand<TFloat32> state, Operand<TFloat32> value, Operand<TFloat32> result) {
    return model.assign(tf(), state, value, result, pass);
  }

  /**
   * A state as it is after what this pass has set it to so far. Everything that reads it must come
   * before the next setting, which is so where the value that is set then is computed from it.
   */
  public Operand<TFloat32> latest(Operand<TFloat32> state) {
    Op set = pass.get(state.op());
    return set == null ? state : tf().withControlDependencies(List.of(set)).identity(state);
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
    Operand<TFloat32> other = stead.get(at(name));
    return other != null ? other : model.variable(at(name), shape, initializer, Model.Use.WEIGHT);
  }

  /** Like {@link #variable}, for what no optimiser changes: running averages, statistics. */
  public Operand<TFloat32> state(String name, Shape shape, Initializer initializer) {
    return model.variable(at(name), shape, initializer, Model.Use.STATE);
  }

  /**
   * Like {@link #state}, for what an optimiser keeps of a variable: {@link Model#loadWeights}
   * leaves it alone.
   */
  public Operand<TFloat32> slot(String name, Shape shape, Initializer initializer) {
    return model.variable(at(name), shape, initializer, Model.Use.SLOT);
  }

  /** All trainable variables in this scope and below it, in the order in which they were made. */
  public List<Operand<TFloat32>> trainable() {
    return model.trainable(path);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
