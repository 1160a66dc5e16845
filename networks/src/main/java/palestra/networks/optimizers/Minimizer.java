package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/**
 * One optimiser at work on one loss: differentiates, clips by the gradients' global norm (Pascanu
 * et al. 2013), and updates. Add it to the endpoint that learns, and run that endpoint through
 * {@link #run}, which gives it the learning rate and counts the steps.
 */
public final class Minimizer {
  private final String port;
  private final Optimizer optimizer;
  private final Operand<TFloat32> stepSize;
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
    this(model, name, optimizer, loss, variables, maxGradNorm, List.of());
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
      double maxGradNorm,
      List<? extends Op> after) {
    if (!(maxGradNorm > 0)) {
      throw new IllegalArgumentException("maxGradNorm must be above 0, but is " + maxGradNorm);
    }
    Scope scope = model.scope().child(name);
    Ops tf = scope.tf();
    this.optimizer = optimizer;
    this.port = name + "StepSize";
    this.stepSize = model.input(name + "_stepSize", TFloat32.class);
    this.steps = model.counter(name);
    List<Operand<TFloat32>> gradients =
        Gradients.of(after.isEmpty() ? scope : scope.after(after), loss, variables);
    this.gradientNorm = globalNorm(tf, gradients);
    List<Operand<TFloat32>> clipped = gradients;
    if (maxGradNorm < Double.POSITIVE_INFINITY) {
      Operand<TFloat32> limit = tf.constant((float) maxGradNorm);
      Operand<TFloat32> scale = tf.math.minimum(tf.constant(1f), tf.math.div(limit, gradientNorm));
      clipped = new ArrayList<>();
      for (Operand<TFloat32> gradient : gradients) {
        clipped.add(tf.math.mul(gradient, scale));
      }
    }
    Ops afterGradients = tf.withControlDependencies(new ArrayList<Op>(gradients));
    this.update =
        tf.withControlDependencies(
                optimizer.apply(scope, afterGradients, variables, clipped, stepSize))
            .noOp();
  }

  /** The global norm of the gradients before clipping, a scalar. */
  public Operand<TFloat32> gradientNorm() {
    return gradientNorm;
  }

  /** How many updates have been made. */
  public long steps() {
    return steps[0];
  }

  /** The update itself, for what has to come after it in the same run. */
  public Op update() {
    return update;
  }

  /** Makes the update part of an endpoint; one may have several. */
  public Endpoint.Builder addTo(Endpoint.Builder endpoint) {
    return endpoint.input(port, stepSize).target(update);
  }

  /** Runs an endpoint that this was added to: one update. */
  public void run(Endpoint endpoint, double learningRate) {
    prepare(endpoint, learningRate);
    endpoint.run();
    steps[0]++;
  }

  /** Runs an endpoint that all of these were added to, once: one update of each. */
  public static void run(Endpoint endpoint, double learningRate, List<Minimizer> minimizers) {
    for (int i = 0; i < minimizers.size(); i++) {
      minimizers.get(i).prepare(endpoint, learningRate);
    }
    endpoint.run();
    for (int i = 0; i < minimizers.size(); i++) {
      minimizers.get(i).steps[0]++;
    }
  }

  private void prepare(Endpoint endpoint, double learningRate) {
    endpoint.floats(port).put(0, (float) optimizer.stepSize(learningRate, steps[0] + 1));
  }

  private static Operand<TFloat32> globalNorm(Ops tf, List<Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halves = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      halves.add(tf.nn.l2Loss(gradient));
    }
    return tf.math.sqrt(tf.math.mul(tf.constant(2f), tf.math.addN(halves)));
  }
}
