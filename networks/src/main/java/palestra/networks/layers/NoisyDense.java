package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A fully connected layer that explores by itself (Fortunato et al. 2018, factorised Gaussian
 * noise, equations 9 to 11), from {@code [batch, in]} to {@code [batch, units]}:
 *
 * <pre>{@code
 * y = activation(x (W + Ws * f(ein) f(eout)) + b + bs * f(eout)),   f(e) = sign(e) sqrt(|e|)
 * }</pre>
 *
 * <p>{@code ein} and {@code eout} are drawn anew at every run, the same for all rows of a batch;
 * how much they disturb is learned. In a scope that is not {@linkplain Scope#training for training}
 * there is no noise, and this is {@link Dense}. Variables: {@code kernel [in, units]}, {@code bias
 * [units]}, and of the same shapes {@code kernelNoise} and {@code biasNoise}. As in the paper,
 * weights start evenly within one over the root of the fan-in, and noise at {@code sigma} times
 * that. Not for layers that must give the same for the same input, such as a policy that is
 * evaluated.
 *
 * @param units width of the output
 * @param sigma how strong the noise is at first; the paper's 0.5
 * @param draw name of the noise: what is applied twice in one run under two names is disturbed
 *     twice
 */
public record NoisyDense(int units, Activation activation, double sigma, String draw)
    implements Layer {

  public NoisyDense {
    if (units < 1) {
      throw new IllegalArgumentException("a noisy layer needs at least 1 unit, not " + units);
    }
    if (!(sigma > 0) || !Double.isFinite(sigma)) {
      throw new IllegalArgumentException("a noisy layer's sigma must be above 0, not " + sigma);
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    long in = x.shape().get(-1);
    float limit = (float) (1 / Math.sqrt((double) in));
    Initializer even = Initializer.uniform(limit);
    Initializer strength = Initializer.constant((float) sigma * limit);
    Operand<TFloat32> w = scope.variable("kernel", Shape.of(in, units), even);
    Operand<TFloat32> b = scope.variable("bias", Shape.of(units), even);
    Operand<TFloat32> ws = scope.variable("kernelNoise", Shape.of(in, units), strength);
    Operand<TFloat32> bs = scope.variable("biasNoise", Shape.of(units), strength);
    if (scope.training()) {
      Operand<TFloat32> e = factors(scope, in + units);
      Operand<TFloat32> ein = tf.slice(e, tf.constant(new int[] {0, 0}), size(tf, in));
      Operand<TFloat32> eout = tf.slice(e, tf.constant(new int[] {(int) in, 0}), size(tf, units));
      Operand<TFloat32> row = tf.reshape(eout, tf.constant(new int[] {units}));
      w = tf.math.add(w, tf.math.mul(ws, tf.math.mul(ein, row)));
      b = tf.math.add(b, tf.math.mul(bs, row));
    }
    return activation.apply(scope, tf.nn.biasAdd(tf.linalg.matMul(x, w), b));
  }

  /** {@code f} of so many draws, {@code [count, 1]}. */
  private Operand<TFloat32> factors(Scope scope, long count) {
    Ops tf = scope.tf();
    Operand<TFloat32> e = scope.normal(draw, Shape.of(count, 1));
    return tf.math.mul(tf.math.sign(e), tf.math.sqrt(tf.math.abs(e)));
  }

  private static Operand<TInt32> size(Ops tf, long count) {
    return tf.constant(new int[] {(int) count, 1});
  }
}
