package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Spectral normalisation (Miyato et al. 2018): the layer with {@code W / sigma(W)} in place of its
 * kernel W, where sigma is the largest singular value of W seen as a matrix {@code [all else,
 * out]}. With it a dense layer changes its input's distances by at most 1; a convolution by
 * somewhat more (a place is seen by several windows).
 *
 * <p>Sigma is found by power iteration, {@code v = W u / |W u|}, {@code u = W'v / |W'v|}, {@code
 * sigma = v'W u}, u and v held constant on the way back. In training, u is kept (state {@code u
 * [out, 1]}), so that one step a run is enough; outside training it stands still.
 *
 * @param layer whose kernel is divided
 * @param iterations power iteration's steps a run, 1 in the paper
 */
public record SpectralNorm(KernelLayer layer, int iterations) implements Layer {
  private static final float TINY = 1e-12f;

  public SpectralNorm {
    Pictures.atLeastOne("spectral norm", "iterations", iterations);
  }

  /** With one step a run. */
  public SpectralNorm(KernelLayer layer) {
    this(layer, 1);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    return layer.apply(scope, x, kernel -> divided(scope, kernel));
  }

  private Operand<TFloat32> divided(Scope scope, Operand<TFloat32> kernel) {
    Ops tf = scope.tf();
    long out = kernel.shape().get(-1);
    Operand<TFloat32> w =
        tf.reshape(kernel, tf.constant(new long[] {kernel.shape().size() / out, out}));
    Operand<TFloat32> fixed = tf.stopGradient(w);
    Operand<TFloat32> state = scope.state("u", Shape.of(out, 1), Initializer.uniform(1));
    Operand<TFloat32> u = scope.training() ? scope.latest(state) : state;
    Operand<TFloat32> v = u;
    for (int i = 0; i < iterations; i++) {
      v = unit(tf, tf.linalg.matMul(fixed, u));
      u = unit(tf, tf.linalg.matMul(fixed, v, MatMul.transposeA(true)));
    }
    Operand<TFloat32> sigma = tf.linalg.matMul(v, tf.linalg.matMul(w, u), MatMul.transposeA(true));
    Operand<TFloat32> divided = tf.math.div(w, sigma);
    Operand<TFloat32> shaped = tf.reshape(divided, tf.constant(kernel.shape().asArray()));
    return scope.training() ? scope.assign(state, u, shaped) : shaped;
  }

  private static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> half = tf.nn.l2Loss(x);
    Operand<TFloat32> square = tf.math.add(tf.math.add(half, half), tf.constant(TINY));
    return tf.math.mul(x, tf.math.rsqrt(square));
  }
}
