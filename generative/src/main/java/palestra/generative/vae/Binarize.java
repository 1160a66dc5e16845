package palestra.generative.vae;

import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.random.SplitMix64;

/** How pictures become black and white, so that a Bernoulli likelihood is one of them. */
public enum Binarize {
  /** Not at all: then the Bernoulli likelihood of grey is none, and compares with nothing. */
  NONE,
  /** On with the pixel's value as probability, drawn anew each time (Burda et al. 2015). */
  STOCHASTIC,
  /** On above a half. */
  THRESHOLD;

  private static final float HALF = 0.5f;

  /** In the graph. */
  Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    return switch (this) {
      case NONE -> x;
      case STOCHASTIC ->
          tf.dtypes.cast(tf.math.less(scope.uniform("binarize", x.shape()), x), TFloat32.class);
      case THRESHOLD -> tf.dtypes.cast(tf.math.greater(x, tf.constant(HALF)), TFloat32.class);
    };
  }

  /** Outside of it, the same for the same seed. */
  float[][] apply(float[][] rows, long seed) {
    RandomGenerator random = new SplitMix64(seed);
    float[][] binary = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      binary[i] = rows[i].clone();
      for (int k = 0; k < binary[i].length; k++) {
        binary[i][k] = one(binary[i][k], random);
      }
    }
    return binary;
  }

  private float one(float value, RandomGenerator random) {
    return switch (this) {
      case NONE -> value;
      case STOCHASTIC -> random.nextFloat() < value ? 1 : 0;
      case THRESHOLD -> value > HALF ? 1 : 0;
    };
  }
}
