package palestra.networks.distributions;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import palestra.networks.Scope;

/**
 * Distributions of a return over fixed atoms (Bellemare, Dabney and Munos 2017): {@code count}
 * values {@code z_i = vMin + i dz}, evenly from {@code vMin} to {@code vMax}, each with a
 * probability, given by unnormalised log-probabilities {@code [..., count]}. A return beyond the
 * ends counts as the end.
 *
 * @param count of atoms, 2 or more
 * @param vMin the lowest atom
 * @param vMax the highest
 */
public record ReturnAtoms(int count, double vMin, double vMax) {

  public ReturnAtoms {
    if (count < 2) {
      throw new IllegalArgumentException("a return needs at least 2 atoms, not " + count);
    }
    if (!(vMin < vMax)) {
      throw new IllegalArgumentException(
          "the lowest atom must be below the highest, but they are " + vMin + " and " + vMax);
    }
  }

  /** The atoms, {@code [count]}. */
  public float[] values() {
    float[] z = new float[count];
    for (int i = 0; i < count; i++) {
      z[i] = (float) (vMin + i * (vMax - vMin) / (count - 1));
    }
    return z;
  }

  /** Mean of each distribution, {@code sum_i p_i z_i}: without the last axis. */
  public Operand<TFloat32> mean(Scope scope, Operand<TFloat32> logits) {
    Ops tf = scope.tf();
    return tf.sum(tf.math.mul(tf.nn.softmax(logits), tf.constant(values())), tf.constant(-1));
  }

  /**
   * The distribution of {@code r + discount z}, brought back onto the atoms (their algorithm 1):
   * what falls between two atoms is shared out among them, the nearer one takes more. Carries no
   * gradient.
   *
   * @param probabilities of z, {@code [batch, count]}
   * @param rewards r, {@code [batch]}
   * @param discounts {@code [batch]}
   * @return probabilities, {@code [batch, count]}
   */
  public Operand<TFloat32> project(
      Scope scope,
      Operand<TFloat32> probabilities,
      Operand<TFloat32> rewards,
      Operand<TFloat32> discounts) {
    Ops tf = scope.tf();
    Operand<TInt32> last = tf.constant(-1);
    int batch = Math.toIntExact(probabilities.shape().get(0));
    Operand<TFloat32> moved =
        tf.math.add(
            tf.expandDims(rewards, last),
            tf.math.mul(tf.expandDims(discounts, last), tf.constant(values())));
    float perAtom = (float) ((count - 1) / (vMax - vMin));
    Operand<TFloat32> place =
        tf.clipByValue(
            tf.math.mul(tf.math.sub(moved, tf.constant((float) vMin)), tf.constant(perAtom)),
            tf.constant(0f),
            tf.constant(count - 1f));
    // The highest atom is the upper neighbour of the one below it, wholly.
    Operand<TFloat32> below = tf.math.minimum(tf.math.floor(place), tf.constant(count - 2f));
    Operand<TFloat32> up = tf.math.mul(probabilities, tf.math.sub(place, below));
    Operand<TFloat32> down = tf.math.sub(probabilities, up);
    Operand<TInt32> lower =
        tf.math.add(tf.dtypes.cast(below, TInt32.class), tf.constant(firsts(batch)));
    Operand<TInt32> upper = tf.math.add(lower, tf.constant(1));
    Operand<TFloat32> shares =
        tf.math.unsortedSegmentSum(
            tf.concat(List.of(down, up), tf.constant(0)),
            tf.concat(List.of(lower, upper), tf.constant(0)),
            tf.constant(batch * count));
    return tf.stopGradient(tf.reshape(shares, tf.constant(Shape.of(batch, count))));
  }

  /** Where each row of a flattened batch begins, {@code [batch, 1]}. */
  private int[][] firsts(int batch) {
    int[][] firsts = new int[batch][1];
    for (int i = 0; i < batch; i++) {
      firsts[i][0] = i * count;
    }
    return firsts;
  }

  /** {@code -sum_i m_i log p_i} of probabilities m and of p given by logits, {@code [batch]}. */
  public Operand<TFloat32> crossEntropy(
      Scope scope, Operand<TFloat32> probabilities, Operand<TFloat32> logits) {
    Ops tf = scope.tf();
    Operand<TFloat32> terms = tf.math.mul(probabilities, tf.nn.logSoftmax(logits));
    return tf.math.neg(tf.sum(terms, tf.constant(-1)));
  }

  /** {@code -sum_i m_i log m_i} of probabilities, {@code [batch]}; 0 log 0 is 0. */
  public Operand<TFloat32> entropy(Scope scope, Operand<TFloat32> probabilities) {
    Ops tf = scope.tf();
    return tf.math.neg(tf.sum(tf.math.xlogy(probabilities, probabilities), tf.constant(-1)));
  }
}
