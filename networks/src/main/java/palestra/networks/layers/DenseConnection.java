package palestra.networks.layers;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * A dense connection (Huang et al. 2016): {@code [x, layer(x)]} side by side along the last axis,
 * so that whatever follows sees all that was before. Scope: {@code layer}.
 *
 * @param layer changes no axis but the last
 */
public record DenseConnection(Layer layer) implements Layer {

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = layer.apply(scope.child("layer"), x);
    int last = x.shape().numDimensions() - 1;
    long[] before = Arrays.copyOf(x.shape().asArray(), last);
    if (y.shape().numDimensions() != last + 1
        || !Arrays.equals(before, Arrays.copyOf(y.shape().asArray(), last))) {
      throw new IllegalArgumentException(
          "dense connection %s: the layer makes %s of %s, but may change the last axis only"
              .formatted(scope.path(), y.shape(), x.shape()));
    }
    return scope.tf().concat(List.of(x, y), scope.tf().constant(last));
  }
}
