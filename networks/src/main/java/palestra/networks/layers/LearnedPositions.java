package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Adds to each step of a sequence a learned vector of where it stands (Gehring et al. 2017). Shape
 * {@code [batch, time, d]} in and out, always of the same time: a longer sequence needs {@link
 * SinusoidalPositions}. Variable: {@code table [1, time, d]}, which starts normal with a deviation
 * of 0.02.
 */
public record LearnedPositions() implements Layer {
  private static final double DEVIATION = 0.02;

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Shape shape = Shape.of(1, x.shape().get(1), x.shape().get(2));
    return scope.tf().math.add(x, scope.variable("table", shape, Initializer.normal(DEVIATION)));
  }
}
