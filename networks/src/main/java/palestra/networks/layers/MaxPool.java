package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * The largest number of each window, channel by channel: from {@code [batch, height, width,
 * channels]} to {@code [batch, height', width', channels]}; {@link Padding#out} gives the sides. A
 * padded place never wins.
 *
 * @param size side of the window
 * @param stride pixels from one window to the next
 * @param padding whether windows reach beyond the edge
 */
public record MaxPool(int size, int stride, Padding padding) implements Layer {

  public MaxPool {
    Pictures.atLeastOne("max pooling", "size", size);
    Pictures.atLeastOne("max pooling", "stride", stride);
  }

  /** Windows side by side, without padding. */
  public MaxPool(int size) {
    this(size, size, Padding.VALID);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Pictures.require("max pooling " + scope.path(), x, padding, size);
    return scope
        .tf()
        .nn
        .maxPool(
            x,
            scope.tf().constant(new int[] {1, size, size, 1}),
            scope.tf().constant(new int[] {1, stride, stride, 1}),
            padding.name());
  }
}
