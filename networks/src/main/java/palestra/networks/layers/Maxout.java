package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Maxout (Goodfellow et al. 2013): {@code max_k (x W_k + b_k)}, from {@code [batch, in]} to {@code
 * [batch, units]}. A convex function of each unit's input that is learned instead of chosen, at
 * {@code pieces} times the cost of a dense layer.
 *
 * @param units width of the output
 * @param pieces how many linear functions each unit takes the largest of
 * @param kernel how the kernels start
 */
public record Maxout(int units, int pieces, Initializer kernel) implements Layer {

  public Maxout {
    if (pieces < 2) {
      throw new IllegalArgumentException("maxout needs at least 2 pieces, not " + pieces);
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Layer piece = new Dense(units, Activation.LINEAR, kernel);
    // Separate products and a chain of maxima: their gradients cost less than a reduction's.
    Operand<TFloat32> largest = piece.apply(scope.child("piece0"), x);
    for (int k = 1; k < pieces; k++) {
      largest = scope.tf().math.maximum(largest, piece.apply(scope.child("piece" + k), x));
    }
    return largest;
  }
}
