package palestra.generative.autoencoder;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.generative.data.Data;
import palestra.networks.Scope;
import palestra.networks.distributions.Bernoulli;

/** How far what is decoded may be from the example. */
public enum Reconstruction {
  /** {@link #CROSS_ENTROPY} for pictures, {@link #SQUARED} for points. */
  AUTO,
  /** {@code sum (x - y)^2}. */
  SQUARED,
  /** {@code -sum x log y + (1 - x) log(1 - y)}, for values from 0 to 1 (Vincent et al. 2010). */
  CROSS_ENTROPY;

  /** The one that these data get. */
  public Reconstruction of(Data data) {
    return this != AUTO ? this : data.pictures() ? CROSS_ENTROPY : SQUARED;
  }

  /**
   * The loss of each example.
   *
   * @param decoded {@code [rows, n]}, linear
   * @param x {@code [rows, n]}
   * @return {@code [rows]}
   */
  public Operand<TFloat32> loss(
      Scope scope, Data data, Operand<TFloat32> decoded, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    return of(data) == CROSS_ENTROPY
        ? tf.math.neg(new Bernoulli(decoded).logProbability(scope, x))
        : tf.sum(tf.math.square(tf.math.sub(x, inUnits(scope, data, decoded))), tf.constant(1));
  }

  /** What is decoded in the data's units: pictures have values from 0 to 1. */
  public static Operand<TFloat32> inUnits(Scope scope, Data data, Operand<TFloat32> decoded) {
    return data.pictures() ? scope.tf().math.sigmoid(decoded) : decoded;
  }
}
