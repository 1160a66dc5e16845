package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Group normalisation (Wu and He 2018): {@code scale (x - mean) / sqrt(variance + epsilon) +
 * offset}, mean and variance of each group of neighbouring channels over all pixels, of each
 * picture by itself. One group is layer normalisation of a picture, as many as channels is instance
 * normalisation. No picture sees another: in training as out of it, with small batches and in the
 * critic of a WGAN-GP alike. Shape {@code [batch, height, width, channels]} in and out. Variables:
 * {@code scale [channels]}, {@code offset [channels]}.
 *
 * @param groups how many; divides the number of channels
 * @param epsilon keeps the divisor away from zero, above 0
 */
public record GroupNorm(int groups, double epsilon) implements Layer {

  public GroupNorm {
    Pictures.atLeastOne("group norm", "groups", groups);
    Norms.epsilon("group norm", epsilon);
  }

  /** With an epsilon of 1e-5. */
  public GroupNorm(int groups) {
    this(groups, 1e-5);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Shape shape = Pictures.require("group norm " + scope.path(), x);
    long channels = shape.get(3);
    if (channels % groups != 0) {
      throw new IllegalArgumentException(
          "group norm %s: %d groups do not divide %d channels"
              .formatted(scope.path(), groups, channels));
    }
    long pixels = shape.get(1) * shape.get(2);
    Operand<TFloat32> grouped =
        tf.reshape(x, tf.constant(new long[] {shape.get(0), pixels, groups, channels / groups}));
    Operand<TFloat32> normal =
        Norms.standardise(tf, grouped, tf.constant(new int[] {1, 3}), epsilon);
    return Norms.scaled(scope, tf.reshape(normal, tf.constant(shape.asArray())), channels);
  }
}
