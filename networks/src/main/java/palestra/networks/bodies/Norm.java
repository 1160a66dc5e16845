package palestra.networks.bodies;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.BatchNorm;
import palestra.networks.layers.GroupNorm;
import palestra.networks.layers.Layer;

/** What normalises after a body's convolutions. */
public enum Norm implements Layer {
  /** Over the batch: as in most papers on pictures; not for agents. */
  BATCH,
  /** Over groups of channels of each picture by itself, 8 where they can be divided so. */
  GROUP,
  /** Nothing; the convolutions have biases instead. */
  NONE;

  private static final int GROUPS = 8;

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return switch (this) {
      case BATCH -> new BatchNorm().apply(scope, x);
      case GROUP -> new GroupNorm(groups(x.shape().get(-1))).apply(scope, x);
      case NONE -> x;
    };
  }

  /** The most groups up to {@link #GROUPS} that divide the channels. */
  private static int groups(long channels) {
    int groups = GROUPS;
    while (channels % groups != 0) {
      groups--;
    }
    return groups;
  }
}
