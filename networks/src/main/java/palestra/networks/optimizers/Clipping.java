package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How gradients are kept from being too large (Pascanu et al. 2013).
 *
 * @param kind what is limited
 * @param limit how large it may be, above 0
 */
public record Clipping(Kind kind, double limit) {

  /** What is limited. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** Each element, to {@code [-limit, limit]}: changes the direction. */
    VALUE,
    /** The norm over all gradients together: keeps the direction. */
    GLOBAL_NORM
  }

  public Clipping {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("a clipping limit must be above 0, but is " + limit);
    }
  }

  /** Gradients stay as they are. */
  public static Clipping none() {
    return new Clipping(Kind.NONE, Double.POSITIVE_INFINITY);
  }

  /** Each element is limited to {@code [-limit, limit]}. */
  public static Clipping value(double limit) {
    return new Clipping(Kind.VALUE, limit);
  }

  /** All gradients are multiplied by {@code min(1, limit / norm)}; none for infinity. */
  public static Clipping globalNorm(double limit) {
    return limit == Double.POSITIVE_INFINITY ? none() : new Clipping(Kind.GLOBAL_NORM, limit);
  }

  /**
   * Adds the clipping.
   *
   * @param norm of the gradients once they are multiplied by {@code factor}
   * @param factor that all gradients are to be multiplied by as well; null for 1
   */
  List<Operand<TFloat32>> apply(
      Ops tf, List<Operand<TFloat32>> gradients, Operand<TFloat32> norm, Operand<TFloat32> factor) {
    Operand<TFloat32> scale = factor;
    if (kind == Kind.GLOBAL_NORM) {
      Operand<TFloat32> most = tf.constant((float) limit);
      Operand<TFloat32> shrink = tf.math.minimum(tf.constant(1f), tf.math.div(most, norm));
      scale = factor == null ? shrink : tf.math.mul(shrink, factor);
    }
    if (scale == null && kind == Kind.NONE) {
      return gradients;
    }
    List<Operand<TFloat32>> clipped = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      Operand<TFloat32> scaled = scale == null ? gradient : tf.math.mul(gradient, scale);
      clipped.add(
          kind == Kind.VALUE
              ? tf.clipByValue(scaled, tf.constant((float) -limit), tf.constant((float) limit))
              : scaled);
    }
    return clipped;
  }
}
