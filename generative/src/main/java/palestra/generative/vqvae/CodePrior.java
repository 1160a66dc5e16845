package palestra.generative.vqvae;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.Categorical;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Embedding;
import palestra.networks.layers.Recurrent;

/**
 * What codes follow each other: {@code p(c_1 .. c_N) = prod_t p(c_t | c_1 .. c_t-1)} by a recurrent
 * layer, as van den Oord et al. 2017 learn a PixelCNN over theirs. Scope: {@code prior}.
 */
final class CodePrior {
  private static final String TOKENS = "tokens";
  private static final String STATE = "state";
  private static final String LOGITS = "logits";

  private final Recurrent layer;
  private final int codes;
  private final int perExample;

  CodePrior(VqVaeConfig config, int perExample) {
    this.layer = config.prior().layer();
    this.codes = config.codebookSize();
    this.perExample = perExample;
  }

  /**
   * {@code -log p(c_1 .. c_N)} of each example, in nats.
   *
   * @param chosen {@code [batch N]}, an example's one after the other
   * @return {@code [batch]}
   */
  Operand<TFloat32> loss(Scope scope, Operand<TInt64> chosen) {
    Ops tf = scope.tf();
    long batch = chosen.shape().get(0) / perExample;
    Operand<TInt64> byExample = tf.reshape(chosen, tf.constant(new long[] {batch, perExample}));
    Operand<TInt64> byTime = tf.linalg.transpose(byExample, tf.constant(new int[] {1, 0}));
    Operand<TInt64> start = tf.fill(tf.constant(Shape.of(1, batch)), tf.constant((long) codes));
    Operand<TInt64> before =
        perExample == 1
            ? start
            : tf.concat(
                List.of(
                    start,
                    tf.slice(
                        byTime,
                        tf.constant(new long[2]),
                        tf.constant(new long[] {perExample - 1, batch}))),
                tf.constant(0));
    Operand<TFloat32> state =
        tf.zeros(tf.constant(Shape.of(batch, layer.stateSize())), TFloat32.class);
    Operand<TFloat32> logits = logits(scope, steps(scope, before, state).outputs());
    Operand<TInt64> targets = tf.reshape(byTime, tf.constant(new long[] {batch * perExample}));
    Operand<TFloat32> losses = tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, targets).loss();
    return tf.sum(tf.reshape(losses, tf.constant(new long[] {perExample, batch})), tf.constant(0));
  }

  /** Of tokens {@code [time, batch]}. */
  private Recurrent.Steps steps(Scope scope, Operand<TInt64> tokens, Operand<TFloat32> state) {
    Ops tf = scope.tf();
    Scope at = scope.child("prior");
    Operand<TFloat32> seen =
        new Embedding(codes + 1, layer.units()).look(at.child("tokens"), tokens);
    Operand<TFloat32> starts = tf.zeros(tf.constant(tokens.shape()), TFloat32.class);
    return layer.apply(at.child("recurrent"), seen, state, starts);
  }

  private Operand<TFloat32> logits(Scope scope, Operand<TFloat32> outputs) {
    long[] rows = {outputs.shape().get(0) * outputs.shape().get(1), layer.units()};
    return new Dense(codes, Activation.LINEAR, Initializer.glorotUniform())
        .apply(
            scope.child("prior").child("head"),
            scope.tf().reshape(outputs, scope.tf().constant(rows)));
  }

  /** The endpoint that {@link #draw} runs. */
  Endpoint next(Model model, int rows) {
    Scope scope = model.scope();
    Operand<TInt64> tokens = model.input("nextTokens", TInt64.class, 1, rows);
    Operand<TFloat32> state = model.input("nextState", TFloat32.class, rows, layer.stateSize());
    Recurrent.Steps steps = steps(scope, tokens, state);
    return model
        .endpoint("next")
        .input(TOKENS, tokens)
        .input(STATE, state)
        .output(LOGITS, logits(scope, steps.outputs()))
        .output("after", steps.state())
        .build();
  }

  /** Draws the codes of as many examples as the endpoint takes, code by code. */
  long[] draw(Endpoint next, int rows, RandomGenerator random) {
    long[] drawn = new long[rows * perExample];
    next.feed(STATE, new float[rows * layer.stateSize()]);
    for (int t = 0; t < perExample; t++) {
      for (int i = 0; i < rows; i++) {
        next.longs(TOKENS).put(i, t == 0 ? codes : drawn[i * perExample + t - 1]);
      }
      next.run();
      for (int i = 0; i < rows; i++) {
        drawn[i * perExample + t] =
            Categorical.sample(next.result(LOGITS), i, codes, random.nextDouble());
      }
      next.feed(STATE, next.resultBytes("after"));
    }
    return drawn;
  }
}
