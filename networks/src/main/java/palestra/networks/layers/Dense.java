package palestra.networks.layers;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A fully connected layer: {@code activation(x W + b)}, from {@code [batch, in]} to {@code [batch,
 * units]}. Variables: {@code kernel [in, units]}, {@code bias [units]}. Multiplies in the scope's
 * {@link palestra.networks.Precision}.
 *
 * @param units width of the output
 * @param kernel how the kernel starts
 * @param bias how the bias starts
 */
public record Dense(int units, Activation activation, Initializer kernel, Initializer bias)
    implements KernelLayer {

  public Dense {
    if (units < 1) {
      throw new IllegalArgumentException("a dense layer needs at least 1 unit, not " + units);
    }
  }

  /** A layer whose bias starts at zero. */
  public Dense(int units, Activation activation, Initializer kernel) {
    this(units, activation, kernel, Initializer.zeros());
  }

  @Override
  public Operand<TFloat32> apply(
      Scope scope, Operand<TFloat32> x, UnaryOperator<Operand<TFloat32>> through) {
    long in = x.shape().get(-1);
    Operand<TFloat32> w = through.apply(scope.variable("kernel", Shape.of(in, units), kernel));
    Operand<TFloat32> b = scope.variable("bias", Shape.of(units), bias);
    Ops tf = scope.tf();
    Operand<TFloat32> product =
        scope.precision().product(tf, x, w, (input, kernel) -> tf.linalg.matMul(input, kernel));
    return activation.apply(scope, tf.nn.biasAdd(product, b));
  }
}
