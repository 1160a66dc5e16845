package palestra.networks.layers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Layers one after the other, each in a scope of its place: "layer" and its number, from 0 on.
 *
 * @param layers first the one that sees the input; none passes it on
 */
public record Sequential(List<Layer> layers) implements Layer {

  public Sequential {
    layers = List.copyOf(layers);
  }

  /** These layers. */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = layers.get(i).apply(scope.child("layer" + i), y);
    }
    return y;
  }
}
