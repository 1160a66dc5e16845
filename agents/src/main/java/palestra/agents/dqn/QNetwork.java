package palestra.agents.dqn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
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
import palestra.networks.layers.NoisyDense;

/**
 * What is said of each action: a body, hidden ReLU layers, and the head's outputs, from
 * observations to {@code [batch, actions, numbers]}, without the last axis where the head has 1.
 * Weights start as PyTorch's linear layers do, evenly within one over the root of the fan-in.
 *
 * <p>Dueling (Wang et al. 2016, equation 9; over distributions as in Rainbow): the last hidden
 * layer and the output stand twice, for the state's value V and the actions' advantages A, joined
 * as {@code V + A - mean_a A}. Noisy: the last hidden layer and the output are {@link NoisyDense},
 * which on a convolutional body are all dense layers, as in Fortunato et al. 2018.
 */
record QNetwork(Observations observations, DqnConfig config, int actions, ValueHead head) {

  /** What the network is asked for; each use has noise of its own, and {@code PLAY} none. */
  enum Use {
    /** What has been learned is acted on. */
    PLAY,
    /** It explores. */
    ACT,
    /** It is what is learned. */
    LEARN,
    /** It chooses the next action of a double target. */
    CHOOSE,
    /** It values the next action. */
    TARGET
  }

  /** The network's outputs in a scope. */
  Operand<TFloat32> apply(Scope scope, Operand<?> rows, Use use) {
    List<Integer> widths = config.netArch();
    // What explores or chooses is noisy, but bodies that learn statistics do so in learning only.
    Scope still = use == Use.LEARN ? scope.forTraining() : scope.forInference();
    Scope noisy = use == Use.PLAY ? scope.forInference() : scope.forTraining();
    Operand<TFloat32> h = observations.features(still.child("body"), config.body(), rows);
    int last = widths.size() - 1;
    for (int i = 0; i < last; i++) {
      h = even(widths.get(i), Activation.RELU, h).apply(still.child("hidden" + i), h);
    }
    if (config.dueling()) {
      Operand<TFloat32> value = stream(noisy.child("value"), "hidden", "out", 1, use, h);
      Operand<TFloat32> advantage =
          stream(noisy.child("advantage"), "hidden", "out", actions, use, h);
      return join(noisy, value, advantage);
    }
    return shaped(noisy.tf(), stream(noisy, "hidden" + last, "q", actions, use, h), actions);
  }

  /** What {@link #apply} gives for so many rows. */
  long[] outputShape(int rows) {
    return head.numbers() == 1
        ? new long[] {rows, actions}
        : new long[] {rows, actions, head.numbers()};
  }

  /** Expected returns, {@code [batch, actions]}. */
  Operand<TFloat32> values(Scope scope, Operand<?> rows, Use use) {
    return head.values(scope, apply(scope, rows, use));
  }

  /** The last hidden layer, if there is one, and outputs for so many actions. */
  private Operand<TFloat32> stream(
      Scope scope, String hidden, String out, int choices, Use use, Operand<TFloat32> x) {
    List<Integer> widths = config.netArch();
    Operand<TFloat32> h = x;
    if (!widths.isEmpty()) {
      int width = widths.get(widths.size() - 1);
      h = dense(width, Activation.RELU, use, h).apply(scope.child(hidden), h);
    }
    return dense(choices * head.numbers(), Activation.LINEAR, use, h).apply(scope.child(out), h);
  }

  private Operand<TFloat32> join(
      Scope scope, Operand<TFloat32> value, Operand<TFloat32> advantage) {
    Ops tf = scope.tf();
    Operand<TFloat32> v = head.numbers() == 1 ? value : shaped(tf, value, 1);
    Operand<TFloat32> a = shaped(tf, advantage, actions);
    Operand<TFloat32> mean = tf.math.mean(a, tf.constant(1), Mean.keepDims(true));
    return tf.math.add(a, tf.math.sub(v, mean));
  }

  private Operand<TFloat32> shaped(Ops tf, Operand<TFloat32> outputs, int choices) {
    return head.numbers() == 1
        ? outputs
        : tf.reshape(
            outputs, tf.constant(Shape.of(outputs.shape().get(0), choices, head.numbers())));
  }

  private Layer dense(int units, Activation activation, Use use, Operand<TFloat32> x) {
    return config.noisy()
        ? new NoisyDense(
            units, activation, config.noisySigma(), use.name().toLowerCase(Locale.ROOT))
        : even(units, activation, x);
  }

  private static Dense even(int units, Activation activation, Operand<TFloat32> x) {
    Initializer even = Initializer.uniform((float) (1 / Math.sqrt((double) x.shape().get(-1))));
    return new Dense(units, activation, even, even);
  }

  /**
   * An endpoint from {@code observations} to their expected returns {@code q}, for so many rows.
   */
  Endpoint valuing(Model model, String scope, Use use, int rows) {
    String name = scope + use + "Q" + rows;
    Operand<?> seen = observations.input(model, name + "_observations", rows);
    return model
        .endpoint(name)
        .input("observations", seen)
        .output("q", values(model.scope().child(scope), seen, use))
        .build();
  }

  /**
   * An endpoint from {@code observations} to all that the target network says of them, {@code
   * outputs}; in parts that run side by side, which pays for thousands of rows.
   */
  Endpoint targets(Model model, String scope, int rows, int parts) {
    String name = scope + "Outputs" + rows;
    Endpoint.Builder endpoint =
        model.endpoint(name).threads(parts == 1 ? Threads.CALLER : Threads.POOL);
    Operand<?> seen = observations.input(model, name + "_observations", rows);
    Scope network = model.scope().child(scope);
    Operand<TFloat32> outputs;
    if (parts == 1) {
      outputs = apply(network, seen, Use.TARGET);
    } else {
      List<Operand<TFloat32>> each = new ArrayList<>();
      Ops tf = model.scope().tf();
      for (Operand<?> part : tf.split(tf.constant(0), seen, (long) parts)) {
        each.add(apply(network, part, Use.TARGET));
      }
      outputs = tf.concat(each, tf.constant(0));
    }
    return endpoint.input("observations", seen).output("outputs", outputs).build();
  }
}
