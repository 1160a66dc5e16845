package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/** Element-wise functions between layers; {@link #SOFTMAX} alone works along the last axis. */
public enum Activation implements Layer {
  /** {@code x}. */
  LINEAR,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code tanh(x)}. */
  TANH,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code x} above zero, {@code 0.2 x} below (Maas et al. 2013). */
  LEAKY_RELU,
  /** {@code x} above zero, {@code exp(x) - 1} below (Clevert et al. 2015). */
  ELU,
  /** {@code x} times the normal distribution function of {@code x} (Hendrycks and Gimpel 2016). */
  GELU,
  /** {@code x sigmoid(x)}, SiLU (Ramachandran et al. 2017). */
  SWISH,
  /** {@code log(1 + exp(x))}. */
  SOFTPLUS,
  /** {@code exp(x)} over its sum along the last axis. */
  SOFTMAX;

  private static final float LEAK = 0.2f;

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    return switch (this) {
      case LINEAR -> x;
      case SIGMOID -> tf.math.sigmoid(x);
      case TANH -> tf.math.tanh(x);
      case RELU -> tf.nn.relu(x);
      case LEAKY_RELU -> tf.nn.leakyRelu(x, LeakyRelu.alpha(LEAK));
      case ELU -> tf.nn.elu(x);
      case GELU ->
          tf.math.mul(
              tf.math.mul(tf.constant(0.5f), x),
              tf.math.add(
                  tf.constant(1f),
                  tf.math.erf(tf.math.mul(x, tf.constant((float) Math.sqrt(0.5))))));
      case SWISH -> tf.math.mul(x, tf.math.sigmoid(x));
      case SOFTPLUS -> tf.math.softplus(x);
      case SOFTMAX -> tf.nn.softmax(x);
    };
  }
}
