package palestra.agents.curiosity;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.internal.Observations;
import palestra.envs.wrappers.RunningMeanStd;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Mlp;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/**
 * The networks of random network distillation, at work on batches of steps: a target that stays as
 * it was drawn, a predictor that learns to do as it does, and the value of what is new.
 */
final class Novelty {
  /** Beyond so many standard deviations an observation is no stranger, as in the paper. */
  private static final float LIMIT = 5;

  /** Keeps numbers that never change from dividing by zero. */
  private static final double EPSILON = 1e-8;

  private static final double VALUE_WEIGHT = 0.5;

  private final RndConfig config;
  private final Observations observations;
  private final Operand<?> seen;
  private final Operand<?> next;
  private final Operand<TFloat32> mean;
  private final Operand<TFloat32> scale;
  private final Operand<TFloat32> weights;
  private final Operand<TFloat32> returns;
  private final int batchSize;
  private final Minimizer minimizer;
  private final Endpoint judge;
  private final Endpoint judgeLast;
  private final Endpoint learn;
  private final ObservationRows judgedSeen;
  private final ObservationRows judgedNext;
  private final ObservationRows judgedLast;
  private final ObservationRows learnedSeen;
  private final ObservationRows learnedNext;

  Novelty(RndConfig config, Observations observations, Model model, int batchSize, int copies) {
    this.config = config;
    this.observations = observations;
    this.batchSize = batchSize;
    Scope scope = model.scope();
    seen = observations.input(model, "seen", batchSize);
    next = observations.input(model, "next", batchSize);
    mean = model.input("mean", TFloat32.class, observations.size());
    scale = model.input("scale", TFloat32.class, observations.size());
    weights = model.input("weights", TFloat32.class, batchSize);
    returns = model.input("returns", TFloat32.class, batchSize);

    Operand<TFloat32> error = error(scope, whiten(scope, next));
    Operand<TFloat32> values = values(scope, whiten(scope, seen));
    judge =
        statistics(model.endpoint("judge"))
            .input("seen", seen)
            .input("next", next)
            .output("error", error)
            .output("values", values)
            .threads(Endpoint.Threads.POOL)
            .build();
    Operand<?> last = observations.input(model, "last", copies);
    judgeLast =
        statistics(model.endpoint("judgeLast"))
            .input("seen", last)
            .output("values", values(scope, whiten(scope, last)))
            .build();
    Operand<TFloat32> predictorLoss = predictorLoss(scope, error);
    Operand<TFloat32> loss = loss(scope, predictorLoss, values);
    minimizer =
        new Minimizer(
            model, "optimizer", new Adam(), loss, learned(scope), Double.POSITIVE_INFINITY);
    learn =
        minimizer
            .addTo(statistics(model.endpoint("learn")))
            .input("seen", seen)
            .input("next", next)
            .input("weights", weights)
            .input("returns", returns)
            .output("predictorLoss", predictorLoss)
            .threads(Endpoint.Threads.POOL)
            .build();
    judgedSeen = observations.rows(judge, "seen");
    judgedNext = observations.rows(judge, "next");
    judgedLast = observations.rows(judgeLast, "seen");
    learnedSeen = observations.rows(learn, "seen");
    learnedNext = observations.rows(learn, "next");
  }

  private static List<Operand<TFloat32>> learned(Scope scope) {
    List<Operand<TFloat32>> variables = new ArrayList<>(scope.child("predictor").trainable());
    variables.addAll(scope.child("value").trainable());
    return variables;
  }

  private Endpoint.Builder statistics(Endpoint.Builder endpoint) {
    return endpoint.input("mean", mean).input("scale", scale);
  }

  /** Mean 0 and deviation 1 over all that was seen so far, then cut off at 5 (section 2.4). */
  private Operand<TFloat32> whiten(Scope scope, Operand<?> rows) {
    Ops tf = scope.tf();
    Operand<TFloat32> numbers = tf.dtypes.cast(rows, TFloat32.class);
    Operand<TFloat32> white = tf.math.mul(tf.math.sub(numbers, mean), scale);
    return tf.math.maximum(tf.math.minimum(white, tf.constant(LIMIT)), tf.constant(-LIMIT));
  }

  /** {@code |f^(s') - f(s')|^2} of each row, a mean over the embedding (section 2.2). */
  private Operand<TFloat32> error(Scope scope, Operand<TFloat32> white) {
    Ops tf = scope.tf();
    Operand<TFloat32> target = tf.stopGradient(embed(scope.child("target"), white, List.of()));
    // As in the paper, what predicts is deeper than what is predicted.
    int width = config.netArch().isEmpty() ? config.embeddingSize() : last(config.netArch());
    Operand<TFloat32> guess = embed(scope.child("predictor"), white, List.of(width));
    return tf.math.mean(tf.math.square(tf.math.sub(guess, target)), tf.constant(1));
  }

  private static int last(List<Integer> widths) {
    return widths.get(widths.size() - 1);
  }

  private Operand<TFloat32> embed(Scope scope, Operand<TFloat32> white, List<Integer> more) {
    Initializer kernel = Initializer.orthogonal(Math.sqrt(2));
    Operand<TFloat32> x = observations.featuresOfNumbers(scope.child("body"), config.body(), white);
    x = new Mlp(config.netArch(), Activation.RELU, kernel).apply(scope.child("hidden"), x);
    x = new Mlp(more, Activation.RELU, kernel).apply(scope.child("more"), x);
    return new Dense(config.embeddingSize(), Activation.LINEAR, kernel)
        .apply(scope.child("embedding"), x);
  }

  /** The value function of what is new alone (section 2.3), {@code [rows]}. */
  private Operand<TFloat32> values(Scope scope, Operand<TFloat32> white) {
    Scope value = scope.child("value");
    Initializer kernel = Initializer.orthogonal(Math.sqrt(2));
    Operand<TFloat32> x = observations.featuresOfNumbers(value.child("body"), config.body(), white);
    x = new Mlp(config.netArch(), Activation.TANH, kernel).apply(value.child("hidden"), x);
    Operand<TFloat32> column =
        new Dense(1, Activation.LINEAR, Initializer.orthogonal(1)).apply(value.child("head"), x);
    return value.tf().reshape(column, value.tf().constant(new long[] {column.shape().get(0)}));
  }

  /** The mean error of the rows that count. */
  private Operand<TFloat32> predictorLoss(Scope scope, Operand<TFloat32> error) {
    return scope.tf().sum(scope.tf().math.mul(weights, error), scope.tf().constant(0));
  }

  private Operand<TFloat32> loss(
      Scope scope, Operand<TFloat32> predictorLoss, Operand<TFloat32> values) {
    Ops tf = scope.tf();
    Operand<TFloat32> valueLoss = Losses.meanSquaredError(scope, values, returns);
    return tf.math.add(predictorLoss, tf.math.mul(tf.constant((float) VALUE_WEIGHT), valueLoss));
  }

  /** Takes over by what observations are whitened. */
  void whitenBy(RunningMeanStd statistics) {
    for (Endpoint endpoint : List.of(judge, judgeLast, learn)) {
      for (int i = 0; i < statistics.size(); i++) {
        endpoint.floats("mean").put(i, (float) statistics.mean(i));
        double deviation = Math.sqrt(statistics.variance(i) + EPSILON);
        endpoint.floats("scale").put(i, (float) (1 / deviation));
      }
    }
  }

  /** Computes errors of what comes next and values of what was seen, of all rows. */
  void judge(ObservationRows allSeen, ObservationRows allNext, double[] errors, double[] values) {
    FloatBuffer error = judge.result("error");
    FloatBuffer value = judge.result("values");
    for (int from = 0; from < errors.length; from += batchSize) {
      judgedSeen.put(0, allSeen, from, batchSize);
      judgedNext.put(0, allNext, from, batchSize);
      judge.run();
      for (int i = 0; i < batchSize; i++) {
        errors[from + i] = error.get(i);
        values[from + i] = value.get(i);
      }
    }
  }

  /** Computes the values of what the copies show after the last row. */
  void judgeLast(ObservationRows last, double[] values) {
    judgedLast.put(0, last, 0, values.length);
    judgeLast.run();
    for (int copy = 0; copy < values.length; copy++) {
      values[copy] = judgeLast.result("values").get(copy);
    }
  }

  /** Puts a step into a row of the batch that is learned from next. */
  void fill(int row, ObservationRows allSeen, ObservationRows allNext, int from, double target) {
    learnedSeen.put(row, allSeen, from, 1);
    learnedNext.put(row, allNext, from, 1);
    learn.floats("returns").put(row, (float) target);
  }

  /** How much each row of that batch counts for the predictor; they add up to 1, or to 0. */
  FloatBuffer weights() {
    return learn.floats("weights");
  }

  /** One step; the predictor's loss before it. */
  double learn() {
    minimizer.run(learn, config.learningRate());
    return learn.result("predictorLoss").get(0);
  }

  int batchSize() {
    return batchSize;
  }
}
