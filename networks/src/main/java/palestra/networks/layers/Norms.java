package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/** What normalisations share. */
final class Norms {
  private Norms() {}

  static void epsilon(String layer, double epsilon) {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(layer + ": epsilon must be above 0, but is " + epsilon);
    }
  }

  static Operand<TFloat32> scale(Scope scope, long n) {
    return scope.variable("scale", Shape.of(n), Initializer.constant(1));
  }

  static Operand<TFloat32> offset(Scope scope, long n) {
    return scope.variable("offset", Shape.of(n), Initializer.zeros());
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)} along some axes. */
  static Operand<TFloat32> standardise(
      Ops tf, Operand<TFloat32> x, Operand<TInt32> axes, double epsilon) {
    Operand<TFloat32> centred = tf.math.sub(x, tf.math.mean(x, axes, Mean.keepDims(true)));
    Operand<TFloat32> variance = tf.math.mean(tf.math.square(centred), axes, Mean.keepDims(true));
    return tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant((float) epsilon))));
  }

  /** {@code scale x + offset} along the last axis. */
  static Operand<TFloat32> scaled(Scope scope, Operand<TFloat32> x, long n) {
    return scope.tf().nn.biasAdd(scope.tf().math.mul(x, scale(scope, n)), offset(scope, n));
  }
}
