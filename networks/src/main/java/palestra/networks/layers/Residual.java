package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * A residual connection (He et al. 2015): {@code shortcut(x) + layer(x)}. Scopes: {@code layer} and
 * {@code shortcut}.
 *
 * @param layer what is learned beside the way past it
 * @param shortcut the way past: {@link Activation#LINEAR} passes x on; a projection where {@code
 *     layer} changes the shape
 */
public record Residual(Layer layer, Layer shortcut) implements Layer {

  /** One that passes x on. */
  public Residual(Layer layer) {
    this(layer, Activation.LINEAR);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = layer.apply(scope.child("layer"), x);
    Operand<TFloat32> past = shortcut.apply(scope.child("shortcut"), x);
    if (!y.shape().equals(past.shape())) {
      throw new IllegalArgumentException(
          "residual %s: the layer makes %s and the shortcut %s; give it one that makes the same"
              .formatted(scope.path(), y.shape(), past.shape()));
    }
    return scope.tf().math.add(y, past);
  }
}
