package palestra.agents.internal;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Layer;

/**
 * A fully connected layer that starts as PyTorch's {@code Linear} does: kernel and bias evenly
 * within one over the root of the fan-in.
 *
 * @param units width of the output
 * @param activation after it
 */
record Linear(int units, Activation activation) implements Layer {

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Initializer even = even(x.shape().get(-1));
    return new Dense(units, activation, even, even).apply(scope, x);
  }

  /**
   * The layer of both inputs side by side, each with a kernel of its own: the same sums without
   * laying them together, and without a gradient by one that needs none.
   */
  Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x, Operand<TFloat32> actions) {
    Ops tf = scope.tf();
    long in = x.shape().get(-1);
    long more = actions.shape().get(-1);
    Initializer even = even(in + more);
    Operand<TFloat32> kernel = scope.variable("kernel", Shape.of(in, units), even);
    Operand<TFloat32> actionKernel = scope.variable("actionKernel", Shape.of(more, units), even);
    Operand<TFloat32> bias = scope.variable("bias", Shape.of(units), even);
    Operand<TFloat32> sum =
        tf.math.add(tf.linalg.matMul(x, kernel), tf.linalg.matMul(actions, actionKernel));
    return activation.apply(scope, tf.nn.biasAdd(sum, bias));
  }

  private static Initializer even(long fanIn) {
    return Initializer.uniform((float) (1 / Math.sqrt((double) fanIn)));
  }
}
