package palestra.networks.distributions;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Scope;

/**
 * A choice among {@code n}, given by unnormalised log-probabilities {@code logits [batch, n]}. In
 * the graph: log-probability, entropy, mode. Outside it: sampling, so that all randomness comes
 * from the caller's generator.
 *
 * @param logits {@code [batch, n]}
 */
public record Categorical(Operand<TFloat32> logits) implements Distribution {

  /**
   * Log-probability of choices.
   *
   * @param choices {@code int64 [batch]}, from 0 to n - 1
   * @return {@code [batch]}
   */
  @Override
  public Operand<TFloat32> logProbability(Scope scope, Operand<?> choices) {
    Ops tf = scope.tf();
    // One kernel computes this cross-entropy and, beside it, the gradient by the logits.
    return tf.math.neg(
        tf.nn
            .sparseSoftmaxCrossEntropyWithLogits(logits, choices.asOutput().expect(TInt64.class))
            .loss());
  }

  @Override
  public Operand<TFloat32> entropy(Scope scope) {
    Ops tf = scope.tf();
    Operand<TFloat32> logProbabilities = tf.nn.logSoftmax(logits);
    Operand<TFloat32> terms = tf.math.mul(tf.math.exp(logProbabilities), logProbabilities);
    return tf.math.neg(tf.sum(terms, tf.constant(-1)));
  }

  /** The logits. */
  @Override
  public Operand<TFloat32> parameters(Scope scope) {
    return logits;
  }

  /** The most probable choice, {@code [batch]}. */
  public Operand<TInt64> mode(Scope scope) {
    return scope.tf().math.argMax(logits, scope.tf().constant(-1));
  }

  /**
   * Draws one row's choice by inverting its distribution function.
   *
   * @param logits rows of {@code n} numbers
   * @param row which row
   * @param n how many choices
   * @param uniform a number drawn evenly from [0, 1)
   */
  public static int sample(FloatBuffer logits, int row, int n, double uniform) {
    return sampleAt(logits, row * n, n, uniform);
  }

  /** As {@link #sample}, of the {@code n} logits that start at {@code from}. */
  static int sampleAt(FloatBuffer logits, int from, int n, double uniform) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, logits.get(from + i));
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += Math.exp(logits.get(from + i) - max);
    }
    double rest = uniform * total;
    for (int i = 0; i < n - 1; i++) {
      rest -= Math.exp(logits.get(from + i) - max);
      if (rest < 0) {
        return i;
      }
    }
    return n - 1;
  }

  /** The log-probability of one row's choice. */
  public static double logProbability(FloatBuffer logits, int row, int n, int choice) {
    return logProbabilityAt(logits, row * n, n, choice);
  }

  static double logProbabilityAt(FloatBuffer logits, int from, int n, int choice) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      max = Math.max(max, logits.get(from + i));
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += Math.exp(logits.get(from + i) - max);
    }
    return logits.get(from + choice) - max - Math.log(total);
  }

  /** One row's probabilities. */
  public static float[] probabilities(FloatBuffer logits, int row, int n) {
    float[] probabilities = new float[n];
    for (int i = 0; i < n; i++) {
      probabilities[i] = (float) Math.exp(logProbability(logits, row, n, i));
    }
    return probabilities;
  }

  /** Entropy of one row's distribution, in nats. */
  public static double entropy(FloatBuffer logits, int row, int n) {
    return entropyAt(logits, row * n, n);
  }

  static double entropyAt(FloatBuffer logits, int from, int n) {
    double entropy = 0;
    for (int i = 0; i < n; i++) {
      double logProbability = logProbabilityAt(logits, from, n, i);
      // The limit of p log p at p = 0 is 0.
      entropy -=
          logProbability == Double.NEGATIVE_INFINITY
              ? 0
              : Math.exp(logProbability) * logProbability;
    }
    return entropy;
  }

  /** The most probable of one row's choices; the first of several. */
  public static int mode(FloatBuffer logits, int row, int n) {
    return modeAt(logits, row * n, n);
  }

  static int modeAt(FloatBuffer logits, int from, int n) {
    int best = 0;
    for (int i = 1; i < n; i++) {
      if (logits.get(from + i) > logits.get(from + best)) {
        best = i;
      }
    }
    return best;
  }
}
