package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/**
 * The sum of a loss's gradients over several runs, kept between them: what does not fit into one
 * batch, or comes in no fixed number of rows, is learned from in one step nevertheless. A {@link
 * Minimizer} makes the step along {@link #gradients}.
 */
public final class GradientSum {
  private static final String KEPT = "kept";
  private final Operand<TFloat32> kept;
  private final List<Operand<TFloat32>> sums = new ArrayList<>();
  private final Operand<TFloat32> added;

  /**
   * Adds the backward pass and the sums.
   *
   * @param name of the scope that holds the sums
   * @param loss a scalar
   */
  public GradientSum(
      Model model, String name, Operand<TFloat32> loss, List<Operand<TFloat32>> variables) {
    Scope scope = model.scope().child(name);
    Ops tf = scope.tf();
    kept = model.input(name + "_" + KEPT, TFloat32.class);
    List<Operand<TFloat32>> gradients = Gradients.of(scope, loss, variables);
    Operand<TFloat32> result = loss;
    for (int i = 0; i < variables.size(); i++) {
      Operand<TFloat32> sum = scope.state("sum" + i, variables.get(i).shape(), Initializer.zeros());
      Operand<TFloat32> more = tf.math.add(tf.math.mul(kept, sum), gradients.get(i));
      result = scope.assign(sum, more, result);
      sums.add(sum);
    }
    added = result;
  }

  /** The sums, one for each variable. */
  public List<Operand<TFloat32>> gradients() {
    return List.copyOf(sums);
  }

  /** Makes adding up part of an endpoint. */
  public Endpoint.Builder addTo(Endpoint.Builder endpoint) {
    return endpoint.input(KEPT, kept).target(added);
  }

  /**
   * Runs an endpoint that this was added to.
   *
   * @param first whether a new sum starts
   */
  public void run(Endpoint endpoint, boolean first) {
    endpoint.floats(KEPT).put(0, first ? 0 : 1);
    endpoint.run();
  }
}
