package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): {@code scale (x - mean) / sqrt(variance + epsilon)
 * + offset} for each channel. In training, mean and variance are the batch's, and the running ones
 * move towards them, {@code running = momentum running + (1 - momentum) batch}; outside training
 * they are the running ones. Shape {@code [batch, height, width, channels]} or {@code [batch, n]}
 * in and out. Variables: {@code scale}, {@code offset}, and as states {@code mean}, {@code
 * variance}, all {@code [channels]}.
 *
 * <p>Applied several times in one training pass (see {@link Scope#forTraining}), the running
 * numbers move that many times, in that order. Not for the critic of a WGAN-GP, where each row's
 * gradient must be its own, nor for most agents, whose acting and learning would differ.
 *
 * @param momentum share of the running numbers that stays, in [0, 1): 0.9 for hundreds of updates,
 *     0.99 for many thousands
 * @param epsilon keeps the divisor away from zero, above 0
 */
public record BatchNorm(double momentum, double epsilon) implements Layer {

  public BatchNorm {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException(
          "batch norm: momentum must be in [0, 1), but is " + momentum);
    }
    Norms.epsilon("batch norm", epsilon);
  }

  /** PyTorch's settings: a momentum of 0.9 (there written 0.1) and an epsilon of 1e-5. */
  public BatchNorm() {
    this(0.9, 1e-5);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Shape shape = x.shape();
    if (shape.numDimensions() == 2) {
      Operand<TFloat32> pixels =
          tf.reshape(x, tf.constant(new long[] {shape.get(0), 1, 1, shape.get(1)}));
      return tf.reshape(apply(scope, pixels), tf.constant(shape.asArray()));
    }
    long channels = Pictures.require("batch norm " + scope.path(), x).get(3);
    Operand<TFloat32> scale = Norms.scale(scope, channels);
    Operand<TFloat32> offset = Norms.offset(scope, channels);
    Operand<TFloat32> mean = scope.state("mean", Shape.of(channels), Initializer.zeros());
    Operand<TFloat32> variance =
        scope.state("variance", Shape.of(channels), Initializer.constant(1));
    FusedBatchNorm.Options eps = FusedBatchNorm.epsilon((float) epsilon);
    if (!scope.training()) {
      return tf.nn
          .fusedBatchNorm(x, scale, offset, mean, variance, FusedBatchNorm.isTraining(false), eps)
          .y();
    }
    FusedBatchNorm<TFloat32, TFloat32> normal =
        tf.nn.fusedBatchNorm(
            x,
            scale,
            offset,
            scope.latest(mean),
            scope.latest(variance),
            FusedBatchNorm.isTraining(true),
            // The kernel moves the running numbers itself.
            FusedBatchNorm.exponentialAvgFactor((float) (1 - momentum)),
            eps);
    Operand<TFloat32> y = scope.assign(mean, normal.batchMean(), normal.y());
    return scope.assign(variance, normal.batchVariance(), y);
  }
}
