package palestra.networks.tasks;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/** Adam at work on one loss: the rate falls to a tenth at the end. */
public final class Learner {
  private final Minimizer minimizer;
  private final Endpoint endpoint;

  /** Puts its inputs and something to read beside the loss into the endpoint that learns. */
  public Learner(Model model, Operand<TFloat32> loss, Endpoint.Builder endpoint) {
    minimizer = new Minimizer(model, "adam", new Adam(), loss, model.scope().trainable(), 1);
    this.endpoint = minimizer.addTo(endpoint).output("loss", loss).build();
  }

  /** What is run. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** So many updates, each on a batch that is filled in first. */
  public void train(int updates, double learningRate, Runnable fill) {
    for (int update = 0; update < updates; update++) {
      fill.run();
      minimizer.run(endpoint, learningRate * (1 - 0.9 * update / updates));
    }
  }

  /** The place of the largest of {@code n} numbers from {@code row * n} on. */
  public static int largest(FloatBuffer numbers, int row, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      if (numbers.get(row * n + i) > numbers.get(row * n + best)) {
        best = i;
      }
    }
    return best;
  }
}
