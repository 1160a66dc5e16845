package palestra.networks.decoders;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.bodies.Norm;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;

/**
 * Dense layers, the last as wide as the row or picture. Scopes: {@code hidden0} and so on, {@code
 * head}.
 *
 * @param widths units of each hidden layer
 * @param norm between a hidden layer and its activation
 * @param activation after each hidden layer
 */
public record MlpDecoder(List<Integer> widths, Norm norm, Activation activation)
    implements Decoder {

  /** The name's own settings. */
  static final MlpDecoder DEFAULTS = new MlpDecoder(List.of(512, 512), Norm.NONE, Activation.RELU);

  public MlpDecoder {
    widths = List.copyOf(widths);
    for (int width : widths) {
      if (width < 1) {
        throw new IllegalArgumentException("mlp: widths must be at least 1, but is " + width);
      }
    }
  }

  @Override
  public void check(long... shape) {}

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> z, long... shape) {
    Operand<TFloat32> y = z;
    for (int i = 0; i < widths.size(); i++) {
      Scope at = scope.child("hidden" + i);
      Activation inside = norm == Norm.NONE ? activation : Activation.LINEAR;
      y = new Dense(widths.get(i), inside, Initializer.heNormal()).apply(at, y);
      if (norm != Norm.NONE) {
        y = activation.apply(scope, norm.apply(at.child("norm"), y));
      }
    }
    long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    y =
        new Dense(Math.toIntExact(size), Activation.LINEAR, Initializer.glorotUniform())
            .apply(scope.child("head"), y);
    if (shape.length == 1) {
      return y;
    }
    long[] sizes = new long[shape.length + 1];
    sizes[0] = z.shape().get(0);
    System.arraycopy(shape, 0, sizes, 1, shape.length);
    return scope.tf().reshape(y, scope.tf().constant(sizes));
  }
}
