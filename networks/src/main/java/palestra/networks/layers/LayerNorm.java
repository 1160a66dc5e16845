package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Layer normalisation (Ba et al. 2016) along the last axis: {@code scale (x - mean) / sqrt(variance
 * + epsilon) + offset}, mean and variance of each row by itself, so that it is the same in training
 * and out of it, and no row sees another, as a gradient penalty needs. Shape {@code [..., n]} in
 * and out. Variables: {@code scale [n]}, {@code offset [n]}. Of whole pictures: {@link GroupNorm}
 * with one group.
 *
 * @param epsilon keeps the divisor away from zero, above 0
 */
public record LayerNorm(double epsilon) implements Layer {

  public LayerNorm {
    Norms.epsilon("layer norm", epsilon);
  }

  /** With an epsilon of 1e-5. */
  public LayerNorm() {
    this(1e-5);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> normal = Norms.standardise(scope.tf(), x, scope.tf().constant(-1), epsilon);
    return Norms.scaled(scope, normal, x.shape().get(-1));
  }
}
