package palestra.networks;

import org.tensorflow.Operand;
import org.tensorflow.framework.initializers.Orthogonal;
import org.tensorflow.framework.initializers.RandomUniform;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How a variable starts. The seed comes from the model's seed and the variable's path, so a
 * variable starts alike whatever else is in the graph.
 */
@FunctionalInterface
public interface Initializer {
  /** The first values of a variable. */
  Operand<TFloat32> values(Ops tf, Shape shape, long seed);

  /** The same value everywhere. */
  static Initializer constant(float value) {
    return (tf, shape, seed) -> tf.fill(tf.constant(shape), tf.constant(value));
  }

  /** All zeros. */
  static Initializer zeros() {
    return constant(0);
  }

  /** A random orthogonal matrix times {@code gain} (Saxe et al. 2013). */
  static Initializer orthogonal(double gain) {
    return (tf, shape, seed) -> {
      Orthogonal<TFloat32> initializer = new Orthogonal<>(gain, seed);
      long last = shape.get(-1);
      long rest = shape.size() / last;
      if (rest >= last) {
        Shape matrix = shape.numDimensions() > 2 ? Shape.of(rest, last) : shape;
        Operand<TFloat32> tall = initializer.call(tf, tf.constant(matrix), TFloat32.class);
        return matrix.equals(shape) ? tall : tf.reshape(tall, tf.constant(shape.asArray()));
      }
      // tensorflow-framework 1.0.0 fails on wide shapes, so the tall one is made and turned.
      Operand<TFloat32> tall =
          initializer.call(tf, tf.constant(Shape.of(last, rest)), TFloat32.class);
      Operand<TFloat32> wide = tf.linalg.transpose(tall, tf.constant(new int[] {1, 0}));
      return tf.reshape(wide, tf.constant(shape.asArray()));
    };
  }

  /**
   * Uniform with mean 0 and variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio 2010), of
   * kernels {@code [..., in, out]}. Not tensorflow-framework's: 1.0.0 draws from the positive half
   * only.
   */
  static Initializer glorotUniform() {
    return (tf, shape, seed) -> {
      long last = shape.get(-1);
      long before = shape.numDimensions() > 1 ? shape.get(-2) : last;
      double window = (double) shape.size() / (last * (shape.numDimensions() > 1 ? before : 1));
      float limit = (float) Math.sqrt(6 / (window * (before + last)));
      return uniform(limit).values(tf, shape, seed);
    };
  }

  /**
   * Normal with variance {@code 2 / fanIn} (He et al. 2015), cut off at two standard deviations, of
   * kernels {@code [..., in, out]}. As tensorflow-framework's of matrices, bit for bit; of a
   * convolution's kernels that of 1.0.0 counts the inputs wrongly.
   */
  static Initializer heNormal() {
    return (tf, shape, seed) -> {
      long fanIn = shape.numDimensions() > 1 ? shape.size() / shape.get(-1) : shape.size();
      // What is left of the standard normal distribution's deviation once it is cut off.
      double cut = 0.8796256610342398;
      float deviation = (float) (Math.sqrt(2.0 / Math.max(1, fanIn)) / cut);
      Operand<TFloat32> normal =
          tf.random.statelessTruncatedNormal(
              tf.constant(shape), tf.constant(new long[] {seed, 0}), TFloat32.class);
      return tf.math.mul(normal, tf.constant(deviation));
    };
  }

  /** Uniform in {@code [-limit, limit)}. */
  static Initializer uniform(float limit) {
    return (tf, shape, seed) ->
        new RandomUniform<TFloat32>(-limit, limit, seed)
            .call(tf, tf.constant(shape), TFloat32.class);
  }
}
