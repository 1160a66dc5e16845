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
  private static final String STEP_SIZE = "stepSize";
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
    this(
        model,
        name,
        optimizer,
        variables,
        Gradients.of(model.scope().child(name), loss, variables),
        maxGradNorm);
  }

  /**
   * Adds the update alone, along gradients that come from elsewhere, such as a {@link GradientSum}.
   *
   * @param name of the scope that holds the optimiser's slots
   * @param gradients one for each variable
   * @param maxGradNorm upper limit of the gradients' global norm; infinity for none
   */
  public Minimizer(
      Model model,
      String name,
      Optimizer optimizer,
      List<Operand<TFloat32>> variables,
      List<Operand<TFloat32>> gradients,
      double maxGradNorm) {
    if (!(maxGradNorm > 0)) {
      throw new IllegalArgumentException("maxGradNorm must be above 0, but is " + maxGradNorm);
    }
    Scope scope = model.scope().child(name);
    Ops tf = scope.tf();
    this.optimizer = optimizer;
    this.stepSize = model.input(name + "_" + STEP_SIZE, TFloat32.class);
    this.steps = model.counter(name);
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

  /** Makes the update part of an endpoint. */
  public Endpoint.Builder addTo(Endpoint.Builder endpoint) {
    return endpoint.input(STEP_SIZE, stepSize).target(update);
  }

  /** Runs an endpoint that this was added to: one update. */
  public void run(Endpoint endpoint, double learningRate) {
    ready(endpoint, learningRate);
    endpoint.run();
  }

  /**
   * All of {@link #run} but the run itself, which another thread may then do: gives the endpoint
   * its step size and counts the step.
   */
  public void ready(Endpoint endpoint, double learningRate) {
    steps[0]++;
    endpoint.floats(STEP_SIZE).put(0, (float) optimizer.stepSize(learningRate, steps[0]));
  }

  private static Operand<TFloat32> globalNorm(Ops tf, List<Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halves = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      halves.add(tf.nn.l2Loss(gradient));
    }
    return tf.math.sqrt(tf.math.mul(tf.constant(2f), tf.math.addN(halves)));
  }
}
