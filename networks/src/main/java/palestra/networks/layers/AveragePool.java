package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * The mean of each window, channel by channel: from {@code [batch, height, width, channels]} to
 * {@code [batch, height', width', channels]}; {@link Padding#out} gives the sides. Padded places do
 * not count.
 *
 * @param size side of the window
 * @param stride pixels from one window to the next
 * @param padding whether windows reach beyond the edge
 */
public record AveragePool(int size, int stride, Padding padding) implements Layer {

  public AveragePool {
    Pictures.atLeastOne("average pooling", "size", size);
    Pictures.atLeastOne("average pooling", "stride", stride);
  }

  /** Windows side by side, without padding. */
  public AveragePool(int size) {
    this(size, size, Padding.VALID);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Pictures.require("average pooling " + scope.path(), x, padding, size);
    return scope
        .tf()
        .nn
        .avgPool(x, Pictures.alongBoth(size), Pictures.alongBoth(stride), padding.name());
  }
}
