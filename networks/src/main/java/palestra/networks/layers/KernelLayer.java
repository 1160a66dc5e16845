package palestra.networks.layers;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * A layer that is linear in its input by one kernel, whose last axis counts what comes out. The
 * kernel can be passed through a function before it is used, as {@link SpectralNorm} does.
 */
public interface KernelLayer extends Layer {

  /**
   * Adds the layer.
   *
   * @param through from the kernel that is learned to the one that is used, of the same shape
   */
  Operand<TFloat32> apply(
      Scope scope, Operand<TFloat32> x, UnaryOperator<Operand<TFloat32>> through);

  @Override
  default Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return apply(scope, x, UnaryOperator.identity());
  }
}
