package palestra.generative.autoencoder;

import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.random.SplitMix64;

/** What is done to an example before the encoder sees it (Vincent et al. 2010). */
public enum Corruption {
  /** Nothing. */
  NONE,
  /** Normal noise is added; the level is its deviation, in the data's units. */
  GAUSSIAN,
  /** Numbers are set to 0; the level is the share of them. */
  MASKING;

  /** In the graph. */
  Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x, double level) {
    Ops tf = scope.tf();
    Operand<TFloat32> strength = tf.constant((float) level);
    return switch (this) {
      case NONE -> x;
      case GAUSSIAN -> tf.math.add(x, tf.math.mul(scope.normal("corruption", x.shape()), strength));
      case MASKING ->
          tf.math.mul(
              x,
              tf.dtypes.cast(
                  tf.math.greaterEqual(scope.uniform("corruption", x.shape()), strength),
                  TFloat32.class));
    };
  }

  /** Outside of it, the same for the same seed. */
  float[][] apply(float[][] rows, double level, long seed) {
    RandomGenerator random = new SplitMix64(seed);
    float[][] corrupted = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      corrupted[i] = rows[i].clone();
      for (int k = 0; k < corrupted[i].length; k++) {
        corrupted[i][k] = one(corrupted[i][k], level, random);
      }
    }
    return corrupted;
  }

  private float one(float value, double level, RandomGenerator random) {
    return switch (this) {
      case NONE -> value;
      case GAUSSIAN -> (float) (value + level * random.nextGaussian());
      case MASKING -> random.nextDouble() < level ? 0 : value;
    };
  }
}
