package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.NotFiniteException;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/**
 * One optimiser at work on one loss: differentiates, clips, and updates. Add it to the endpoint
 * that learns, and run that endpoint through {@link #run}, which gives it the learning rate and
 * counts the steps.
 *
 * <p>An update whose loss or gradients are not finite is not made: the graph checks the loss and
 * the gradients' norm in one node before anything is changed, and the run ends with a {@link
 * NotFiniteException} that names the tensor.
 */
public final class Minimizer {
  private static final String STEP_SIZE = "stepSize";
  private static final String LEARNING_RATE = "learningRate";
  private static final String CHECK = "loss and norm of gradients";

  private final Model model;
  private final String name;
  private final int turn;
  private final String stepSizePort;
  private final List<Operand<TFloat32>> variables;
  private final MinimizerOptions options;
  private final Optimizer optimizer;
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> stepSize;
  private final Operand<TFloat32> learningRate;
  private final DynamicScale lossScale;
  private final Map<String, Operand<TFloat32>> gradients = new LinkedHashMap<>();
  private final Operand<TFloat32> gradientNorm;
  private final Op update;
  private final long[] steps;

  /**
   * Adds the backward pass and the update.
   *
   * @param name of the scope that holds the optimiser's slots
   * @param loss a scalar
   * @param maxGradNorm upper limit of the gradients' global norm; infinity for none
   */
  public Minimizer(
      Model model,
      String name,
      Optimizer optimizer,
      Operand<TFloat32> loss,
      List<Operand<TFloat32>> variables,
      double maxGradNorm) {
    this(model, name, optimizer, loss, variables, MinimizerOptions.limited(maxGradNorm));
  }

  /** The same for a loss that was built {@link Scope#after after} some operations. */
  public Minimizer(
      Model model,
      String name,
      Optimizer optimizer,
      Operand<TFloat32> loss,
      List<Operand<TFloat32>> variables,
      double maxGradNorm,
      List<? extends Op> after) {
    this(model, name, optimizer, loss, variables, MinimizerOptions.limited(maxGradNorm), after);
  }

  /** The same with more to choose. */
  public Minimizer(
      Model model,
      String name,
      Optimizer optimizer,
      Operand<TFloat32> loss,
      List<Operand<TFloat32>> variables,
      MinimizerOptions options) {
    this(model, name, 0, optimizer, loss, variables, null, options, List.of());
  }

  /**
   * The same for a loss that was built {@link Scope#after after} some operations. The backward pass
   * has to be told, too: where a loss is linear, parts of it wait for nothing of the loss itself.
   *
   * @param after what the loss comes after
   */
  public Minimizer(
      Model model,
      String name,
      Optimizer optimizer,
      Operand<TFloat32> loss,
      List<Operand<TFloat32>> variables,
      MinimizerOptions options,
      List<? extends Op> after) {
    this(model, name, 0, optimizer, loss, variables, null, options, after);
  }

  /**
   * Adds the update alone, along gradients that come from elsewhere, such as a {@link GradientSum}.
   *
   * @param name of the scope that holds the optimiser's slots
   * @param gradients one for each variable
   * @throws IllegalArgumentException if some of the variables are frozen
   */
  public Minimizer(
      Model model,
      String name,
      Optimizer optimizer,
      List<Operand<TFloat32>> variables,
      List<Operand<TFloat32>> gradients,
      MinimizerOptions options) {
    this(model, name, 0, optimizer, null, variables, gradients, options, List.of());
  }

  private Minimizer(
      Model model,
      String name,
      int turn,
      Optimizer optimizer,
      Operand<TFloat32> loss,
      List<Operand<TFloat32>> variables,
      List<Operand<TFloat32>> given,
      MinimizerOptions options,
      List<? extends Op> after) {
    Scope scope = model.scope().child(name);
    Ops tf = scope.tf();
    this.model = model;
    this.name = name;
    this.turn = turn;
    this.stepSizePort = port(STEP_SIZE);
    this.variables = List.copyOf(variables);
    this.options = options;
    this.optimizer = optimizer;
    this.loss = loss;
    this.steps = model.counter(name);
    this.stepSize = model.input(name + "_" + STEP_SIZE, TFloat32.class);
    this.learningRate =
        optimizer.usesLearningRate()
            ? model.input(name + "_" + LEARNING_RATE, TFloat32.class)
            : null;
    this.lossScale =
        options.lossScale().map(scale -> new DynamicScale(model, name, scale)).orElse(null);

    Map<String, Operand<TFloat32>> byPath = new LinkedHashMap<>();
    variables.forEach(variable -> byPath.put(model.path(variable), variable));
    Map<String, Double> multipliers =
        options.fineTuning().multipliers(List.copyOf(byPath.keySet()));
    List<Operand<TFloat32>> learning = multipliers.keySet().stream().map(byPath::get).toList();

    List<Operand<TFloat32>> raw = given;
    if (given != null && given.size() != learning.size()) {
      throw new IllegalArgumentException(
          "%s: %d gradients are given, but %d of %d variables learn"
              .formatted(name, given.size(), learning.size(), variables.size()));
    } else if (given == null) {
      Operand<TFloat32> scaled = lossScale == null ? loss : tf.math.mul(loss, lossScale.factor);
      raw = Gradients.of(after.isEmpty() ? scope : scope.after(after), scaled, learning);
    }
    Operand<TFloat32> unscale =
        lossScale == null ? null : tf.math.div(tf.constant(1f), lossScale.factor);
    Operand<TFloat32> rawNorm = globalNorm(tf, raw);
    this.gradientNorm = unscale == null ? rawNorm : tf.math.mul(rawNorm, unscale);
    List<String> paths = List.copyOf(multipliers.keySet());
    for (int i = 0; i < paths.size(); i++) {
      gradients.put(paths.get(i), raw.get(i));
    }
    List<Operand<TFloat32>> clipped = options.clipping().apply(tf, raw, gradientNorm, unscale);

    // The updates wait for the check, and it for all gradients, some of which read the variables.
    Ops checked = tf.withControlDependencies(List.of(check(tf, loss, rawNorm)));
    List<Optimizer.Change> changes = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      double times = multipliers.get(paths.get(i));
      changes.add(
          new Optimizer.Change(
              learning.get(i),
              clipped.get(i),
              times(tf, stepSize, times),
              times(tf, learningRate, times)));
    }
    this.update = tf.withControlDependencies(optimizer.apply(scope, checked, changes)).noOp();
  }

  private static Operand<TFloat32> times(Ops tf, Operand<TFloat32> rate, double multiplier) {
    return rate == null || multiplier == 1
        ? rate
        : tf.math.mul(rate, tf.constant((float) multiplier));
  }

  /** Fails the run where the loss or the norm, and so any gradient, is not finite. */
  private static Op check(Ops tf, Operand<TFloat32> loss, Operand<TFloat32> norm) {
    return tf.debugging.checkNumerics(loss == null ? norm : tf.math.add(loss, norm), CHECK);
  }

  /**
   * The update after this one in the same run: of the same variables, with the same optimiser and
   * its slots, at the learning rate of its own place in the count. See {@link #run(Endpoint, List,
   * ToDoubleFunction)}.
   *
   * @param loss built {@link Scope#after after} this update, so that it sees what it changed
   * @param after what the loss comes after
   */
  public Minimizer next(Operand<TFloat32> loss, List<? extends Op> after) {
    if (lossScale != null) {
      throw new IllegalArgumentException(name + " scales its loss: one update a run");
    }
    return new Minimizer(model, name, turn + 1, optimizer, loss, variables, null, options, after);
  }

  /** The factor of the update's direction, as the run gives it: a scalar. */
  public Operand<TFloat32> stepSize() {
    return stepSize;
  }

  /** The global norm of the gradients before clipping, a scalar. */
  public Operand<TFloat32> gradientNorm() {
    return gradientNorm;
  }

  /** How many updates have been made. */
  public long steps() {
    synchronized (steps) {
      return steps[0];
    }
  }

  /** How many updates come before this one. */
  public long updatesBefore() {
    return steps() + turn;
  }

  /** What the loss is multiplied by before it is differentiated; 1 where it is not scaled. */
  public double lossScale() {
    return lossScale == null ? 1 : lossScale.value();
  }

  /** The update itself, for what has to come after it in the same run. */
  public Op update() {
    return update;
  }

  /** Makes the update part of an endpoint; one may have several. */
  public Endpoint.Builder addTo(Endpoint.Builder endpoint) {
    if (learningRate != null) {
      endpoint.input(port(LEARNING_RATE), learningRate);
    }
    if (lossScale != null) {
      endpoint.input(port(DynamicScale.PORT), lossScale.factor);
    }
    return endpoint.input(stepSizePort, stepSize).target(update);
  }

  private String port(String what) {
    return turn == 0 ? name + "/" + what : name + "/" + what + turn;
  }

  /**
   * Runs an endpoint that this was added to: one update.
   *
   * @throws NotFiniteException if the loss, a gradient or a weight is not finite; the weights are
   *     what they were
   */
  public void run(Endpoint endpoint, double learningRate) {
    prepare(endpoint, learningRate);
    if (lossScale == null) {
      run(endpoint, List.of(this));
    } else {
      updateScaled(endpoint);
    }
    count();
  }

  /**
   * Runs an endpoint that all of these were added to, once: one update of each.
   *
   * @throws NotFiniteException as {@link #run(Endpoint, double)}; what comes before the fault in
   *     the order of the graph has been updated
   */
  public static void run(Endpoint endpoint, double learningRate, List<Minimizer> minimizers) {
    for (int i = 0; i < minimizers.size(); i++) {
      minimizers.get(i).prepare(endpoint, learningRate);
    }
    run(endpoint, minimizers);
    for (int i = 0; i < minimizers.size(); i++) {
      minimizers.get(i).count();
    }
  }

  /**
   * Runs an endpoint that all of these were added to, once: one update of each, several of the same
   * variables among them (see {@link #next}).
   *
   * @param rates the learning rate of each
   * @throws NotFiniteException as {@link #run(Endpoint, double, List)}
   */
  public static void run(
      Endpoint endpoint, List<Minimizer> minimizers, ToDoubleFunction<Minimizer> rates) {
    for (int i = 0; i < minimizers.size(); i++) {
      minimizers.get(i).prepare(endpoint, rates.applyAsDouble(minimizers.get(i)));
    }
    run(endpoint, minimizers);
    for (int i = 0; i < minimizers.size(); i++) {
      minimizers.get(i).count();
    }
  }

  /** Several of one name, at work on the same variables in several threads, count together. */
  private void count() {
    synchronized (steps) {
      steps[0]++;
    }
  }

  private void prepare(Endpoint endpoint, double rate) {
    double size = optimizer.stepSize(rate, updatesBefore() + 1);
    if (!Double.isFinite(size)) {
      throw fault(LEARNING_RATE, String.valueOf((float) rate));
    }
    endpoint.floats(stepSizePort).put(0, (float) size);
    if (learningRate != null) {
      endpoint.floats(port(LEARNING_RATE)).put(0, (float) rate);
    }
  }

  private static void run(Endpoint endpoint, List<Minimizer> minimizers) {
    try {
      endpoint.run();
    } catch (TFInvalidArgumentException e) {
      throw isCheck(e) ? Faults.find(endpoint, minimizers) : e;
    }
  }

  /** Makes an update that overflows again with half the scale, until it does not. */
  private void updateScaled(Endpoint endpoint) {
    while (true) {
      endpoint.floats(port(DynamicScale.PORT)).put(0, (float) lossScale.value());
      try {
        endpoint.run();
        lossScale.succeeded();
        return;
      } catch (TFInvalidArgumentException e) {
        if (!isCheck(e)) {
          throw e;
        } else if (!lossScale.halve()) {
          throw Faults.find(endpoint, List.of(this));
        }
      }
    }
  }

  private static boolean isCheck(TFInvalidArgumentException e) {
    return e.getMessage() != null && e.getMessage().contains(CHECK);
  }

  Model model() {
    return model;
  }

  /** A scalar; null where gradients come from elsewhere. */
  Operand<TFloat32> loss() {
    return loss;
  }

  /** Those of the loss, by the path of their variable. */
  Map<String, Operand<TFloat32>> gradients() {
    return gradients;
  }

  NotFiniteException fault(String tensor, String value) {
    return new NotFiniteException(name, updatesBefore() + 1, tensor, value);
  }

  private static Operand<TFloat32> globalNorm(Ops tf, List<Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halves = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      halves.add(tf.nn.l2Loss(gradient));
    }
    return tf.math.sqrt(tf.math.mul(tf.constant(2f), tf.math.addN(halves)));
  }
}
