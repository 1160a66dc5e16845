package palestra.agents.dqn;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.agents.internal.Observations;
import palestra.networks.Endpoint;
import palestra.networks.Endpoint.Threads;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Layer;

/**
 * Action values of a flat observation: hidden ReLU layers and one linear output per action, from
 * {@code [batch, observation]} to {@code [batch, actions]}. Weights start as PyTorch's linear
 * layers do, evenly within one over the root of the fan-in.
 */
record QNetwork(List<Integer> widths, int actions) implements Layer {

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> observations) {
    Operand<TFloat32> h = observations;
    for (int i = 0; i < widths.size(); i++) {
      h = dense(widths.get(i), Activation.RELU, h).apply(scope.child("hidden" + i), h);
    }
    return dense(actions, Activation.LINEAR, h).apply(scope.child("q"), h);
  }

  private static Dense dense(int units, Activation activation, Operand<TFloat32> x) {
    Initializer even = Initializer.uniform((float) (1 / Math.sqrt((double) x.shape().get(-1))));
    return new Dense(units, activation, even, even);
  }

  /** An endpoint from {@code observations} to their action values {@code q}, for so many rows. */
  Endpoint endpoint(Model model, String scope, Observations seen, int rows) {
    return endpoint(model, scope, seen, rows, 1);
  }

  /** The same in parts that run side by side, which pays for thousands of rows. */
  Endpoint endpoint(Model model, String scope, Observations seen, int rows, int parts) {
    String name = scope + "Q" + rows;
    Endpoint.Builder endpoint =
        model.endpoint(name).threads(parts == 1 ? Threads.CALLER : Threads.POOL);
    Operand<?> observations = seen.input(model, name + "_observations", rows);
    Scope network = model.scope().child(scope);
    Operand<TFloat32> q;
    if (parts == 1) {
      q = apply(network, seen.numbers(network, observations));
    } else {
      List<Operand<TFloat32>> values = new ArrayList<>();
      Ops tf = model.scope().tf();
      for (Operand<?> part : tf.split(tf.constant(0), observations, (long) parts)) {
        values.add(apply(network, seen.numbers(network, part)));
      }
      q = tf.concat(values, tf.constant(0));
    }
    return endpoint.input("observations", observations).output("q", q).build();
  }

  /** The action of the highest value in one row; the first of several. */
  static int best(FloatBuffer q, int row, int actions) {
    int best = 0;
    for (int i = 1; i < actions; i++) {
      if (q.get(row * actions + i) > q.get(row * actions + best)) {
        best = i;
      }
    }
    return best;
  }
}
