package palestra.networks.distributions;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Scope;

/**
 * Several independent {@link Categorical} choices, the logits of one after the other's: the
 * probability of all together is the product, the entropy the sum.
 *
 * @param logits {@code [batch, sum of counts]}
 * @param counts among how many each one chooses
 */
public record MultiCategorical(Operand<TFloat32> logits, List<Integer> counts)
    implements Distribution {

  public MultiCategorical {
    counts = List.copyOf(counts);
  }

  /**
   * Log-probability of choices.
   *
   * @param taken {@code int64 [batch, counts]}, each from 0 on
   */
  @Override
  public Operand<TFloat32> logProbability(Scope scope, Operand<?> taken) {
    Ops tf = scope.tf();
    long batch = logits.shape().get(0);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    List<Categorical> choices = choices(scope);
    for (int i = 0; i < choices.size(); i++) {
      Operand<TInt64> column =
          tf.slice(
              taken.asOutput().expect(TInt64.class),
              tf.constant(new int[] {0, i}),
              tf.constant(new int[] {(int) batch, 1}));
      Operand<TInt64> one = tf.reshape(column, tf.constant(new long[] {batch}));
      parts.add(choices.get(i).logProbability(scope, one));
    }
    return parts.size() == 1 ? parts.get(0) : tf.math.addN(parts);
  }

  @Override
  public Operand<TFloat32> entropy(Scope scope) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    choices(scope).forEach(choice -> parts.add(choice.entropy(scope)));
    return parts.size() == 1 ? parts.get(0) : scope.tf().math.addN(parts);
  }

  /** The logits. */
  @Override
  public Operand<TFloat32> parameters(Scope scope) {
    return logits;
  }

  private List<Categorical> choices(Scope scope) {
    Ops tf = scope.tf();
    List<Categorical> choices = new ArrayList<>();
    int batch = (int) logits.shape().get(0);
    int from = 0;
    for (int count : counts) {
      choices.add(
          new Categorical(
              tf.slice(
                  logits,
                  tf.constant(new int[] {0, from}),
                  tf.constant(new int[] {batch, count}))));
      from += count;
    }
    return choices;
  }

  /**
   * Draws one of a row's choices by inverting its distribution function.
   *
   * @param from where the choice's logits start in the buffer
   * @param count how many there are
   * @param uniform a number drawn evenly from [0, 1)
   */
  public static int sample(FloatBuffer logits, int from, int count, double uniform) {
    return Categorical.sampleAt(logits, from, count, uniform);
  }

  /** The most probable of one choice's values; the first of several. */
  public static int mode(FloatBuffer logits, int from, int count) {
    return Categorical.modeAt(logits, from, count);
  }

  /** The log-probability of one choice's value. */
  public static double logProbability(FloatBuffer logits, int from, int count, int value) {
    return Categorical.logProbabilityAt(logits, from, count, value);
  }

  /** The entropy of one choice, in nats. */
  public static double entropy(FloatBuffer logits, int from, int count) {
    return Categorical.entropyAt(logits, from, count);
  }
}
