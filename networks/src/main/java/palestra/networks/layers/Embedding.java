package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A vector for each of some things (Bengio et al. 2003): row {@code id} of a learned table, from
 * {@code [...]} to {@code [..., units]}. Variable: {@code table [size, units]}, which starts normal
 * with a deviation of 0.02, as BERT's and GPT's do.
 *
 * <p>Ids are int64 where a model reads tokens ({@link #look}). As a layer among others, whose
 * inputs are float32, it takes them as whole numbers of that type, exact up to 2^24. An id outside
 * of 0 to {@code size - 1} fails when the graph runs.
 *
 * @param size how many things there are
 * @param units width of each vector
 */
public record Embedding(int size, int units) implements Layer {
  private static final double DEVIATION = 0.02;

  public Embedding {
    if (size < 1 || units < 1) {
      throw new IllegalArgumentException(
          "an embedding needs at least 1 thing and 1 unit, not %d and %d".formatted(size, units));
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return look(scope, scope.tf().dtypes.cast(x, TInt64.class));
  }

  /** The vectors of some ids. */
  public Operand<TFloat32> look(Scope scope, Operand<TInt64> ids) {
    return scope.tf().gather(table(scope), ids, scope.tf().constant(0));
  }

  /** The table, for who uses it backwards too, from vectors to ids (Press and Wolf 2017). */
  public Operand<TFloat32> table(Scope scope) {
    return scope.variable("table", Shape.of(size, units), Initializer.normal(DEVIATION));
  }
}
