package palestra.networks.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.Categorical;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Layer;
import palestra.networks.layers.Mlp;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.optimizers.Optimizer;

/**
 * Times an update like PPO's (two towers of 64-64, a batch of 256) with lean gradients and with
 * TensorFlow's own, and acting for 8 environments through an {@link Endpoint} and through {@code
 * Session.Runner}. Both sides of a pair are measured in turns.
 */
public final class GraphBenchmark {
  private static final int OBSERVATION = 4;
  private static final int ACTIONS = 2;
  private static final int BATCH = 256;
  private static final int COPIES = 8;
  private static final int WARM_UP = 200;
  private static final int CALLS = 500;

  private GraphBenchmark() {}

  /**
   * One pair.
   *
   * @param what was measured
   * @param peer the other way of doing it
   * @param ours microseconds a call, one figure a round
   * @param theirs the peer's
   */
  public record Pair(String what, String peer, double[] ours, double[] theirs) {}

  /** Measures all pairs: some seconds. */
  public static List<Pair> run(int rounds) {
    List<Pair> pairs = new ArrayList<>();
    for (Endpoint.Threads threads : Endpoint.Threads.values()) {
      try (Model lean = new Model(Device.CPU, 1);
          Model plain = new Model(Device.CPU, 1)) {
        Runnable ours = update(lean, threads, true);
        Runnable theirs = update(plain, threads, false);
        String what = "update of 64-64 towers, batch 256, " + threads;
        pairs.add(inTurns(what, "TensorFlow's gradients", ours, theirs, rounds));
      }
    }
    try (Model model = new Model(Device.CPU, 1);
        Graph graph = new Graph();
        Session session = new Session(graph)) {
      Runnable ours = acting(model);
      Runnable theirs = acting(graph, session);
      pairs.add(inTurns("acting for 8 copies", "Session.Runner", ours, theirs, rounds));
    }
    return List.copyOf(pairs);
  }

  private static Pair inTurns(
      String what, String peer, Runnable ours, Runnable theirs, int rounds) {
    double[] our = new double[rounds];
    double[] their = new double[rounds];
    microseconds(ours, WARM_UP);
    microseconds(theirs, WARM_UP);
    for (int round = 0; round < rounds; round++) {
      our[round] = microseconds(ours, CALLS);
      their[round] = microseconds(theirs, CALLS);
    }
    return new Pair(what, peer, our, their);
  }

  private static double microseconds(Runnable call, int times) {
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      call.run();
    }
    return (System.nanoTime() - start) / 1e3 / times;
  }

  private static Layer tower(int outputs) {
    Mlp body = new Mlp(List.of(64, 64), Activation.TANH, Initializer.orthogonal(Math.sqrt(2)));
    Dense head = new Dense(outputs, Activation.LINEAR, Initializer.orthogonal(0.01));
    return (scope, x) -> head.apply(scope.child("head"), body.apply(scope, x));
  }

  private static Runnable update(Model model, Endpoint.Threads threads, boolean lean) {
    Scope scope = model.scope();
    Ops tf = scope.tf();
    Operand<TFloat32> x = model.input("x", TFloat32.class, BATCH, OBSERVATION);
    Operand<TInt64> actions = model.input("actions", TInt64.class, BATCH);
    Operand<TFloat32> advantages = model.input("advantages", TFloat32.class, BATCH);
    Operand<TFloat32> returns = model.input("returns", TFloat32.class, BATCH, 1);
    Categorical policy = new Categorical(tower(ACTIONS).apply(scope.child("policy"), x));
    Operand<TFloat32> values = tower(1).apply(scope.child("value"), x);
    Operand<TFloat32> ratio = tf.math.exp(policy.logProbability(scope, actions));
    Operand<TFloat32> clipped =
        tf.math.minimum(tf.math.maximum(ratio, tf.constant(0.8f)), tf.constant(1.2f));
    Operand<TFloat32> gain =
        tf.math.minimum(tf.math.mul(ratio, advantages), tf.math.mul(clipped, advantages));
    Operand<TFloat32> loss =
        tf.math.sub(
            Losses.meanSquaredError(scope, values, returns),
            tf.math.add(
                Losses.mean(scope, gain),
                tf.math.mul(tf.constant(0.01f), Losses.mean(scope, policy.entropy(scope)))));
    Endpoint.Builder builder =
        model
            .endpoint("learn")
            .input("x", x)
            .input("actions", actions)
            .input("advantages", advantages)
            .input("returns", returns)
            .output("loss", loss)
            .threads(threads);
    if (lean) {
      Minimizer minimizer =
          new Minimizer(
              model, "adam", new Adam(), loss, scope.trainable(), Double.POSITIVE_INFINITY);
      Endpoint learn = filled(minimizer.addTo(builder).build());
      return () -> minimizer.run(learn, 1e-6);
    }
    builder.target(plainAdam(scope, loss));
    Endpoint learn = filled(builder.build());
    return learn::run;
  }

  private static Endpoint filled(Endpoint learn) {
    learn.floats("x").put(new float[BATCH * OBSERVATION]);
    float[] ones = new float[BATCH];
    Arrays.fill(ones, 1);
    return learn.feed("advantages", ones).feed("returns", ones);
  }

  /** The same update from the gradients that TensorFlow adds by itself. */
  private static Op plainAdam(Scope scope, Operand<TFloat32> loss) {
    List<Operand<TFloat32>> variables = scope.trainable();
    Output<?>[] by = variables.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    Ops tf = scope.tf();
    // TensorFlow has no gradient of the sparse cross-entropy before this class is loaded.
    palestra.networks.gradients.RegisteredGradients.ensure();
    Graph graph = (Graph) tf.scope().env();
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> gradient :
        graph.addGradients(null, new Output<?>[] {loss.asOutput()}, by, null)) {
      gradients.add(gradient.expect(TFloat32.class));
    }
    Ops after = tf.withControlDependencies(new ArrayList<Op>(gradients));
    Operand<TFloat32> stepSize = tf.constant(1e-6f);
    List<Optimizer.Change> changes = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      changes.add(new Optimizer.Change(variables.get(i), gradients.get(i), stepSize, null));
    }
    return tf.withControlDependencies(new Adam().apply(scope.child("adam"), after, changes)).noOp();
  }

  private static Runnable acting(Model model) {
    Operand<TFloat32> x = model.input("x", TFloat32.class, COPIES, OBSERVATION);
    Operand<TFloat32> logits = tower(ACTIONS).apply(model.scope().child("policy"), x);
    Endpoint act = model.endpoint("act").input("x", x).output("logits", logits).build();
    float[] observations = new float[COPIES * OBSERVATION];
    float[] result = new float[COPIES * ACTIONS];
    return () -> {
      act.feed("x", observations).run();
      act.result("logits").get(0, result);
    };
  }

  /** The same network in TensorFlow Java's usual way. */
  private static Runnable acting(Graph graph, Session session) {
    Ops tf = Ops.create(graph);
    Operand<TFloat32> x =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(COPIES, OBSERVATION)));
    int[] widths = {OBSERVATION, 64, 64, ACTIONS};
    Operand<TFloat32> h = x;
    for (int i = 0; i + 1 < widths.length; i++) {
      Variable<TFloat32> w = tf.variable(tf.constant(new float[widths[i]][widths[i + 1]]));
      Variable<TFloat32> b = tf.variable(tf.constant(new float[widths[i + 1]]));
      h = tf.nn.biasAdd(tf.linalg.matMul(h, w), b);
      h = i + 2 < widths.length ? tf.math.tanh(h) : h;
    }
    session.initialize();
    Operand<TFloat32> logits = h;
    float[] result = new float[COPIES * ACTIONS];
    return () -> {
      try (TFloat32 input = TFloat32.tensorOf(Shape.of(COPIES, OBSERVATION));
          var output = session.runner().feed(x, input).fetch(logits).run()) {
        ((TFloat32) output.get(0)).asRawTensor().data().asFloats().read(result);
      }
    };
  }
}
