package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Squeeze and excitation (Hu et al. 2017): each channel is weighed by what the whole picture holds,
 * {@code x s} with {@code s = sigmoid(W2 activation(W1 mean(x) + b1) + b2)}; shape {@code [batch,
 * height, width, channels]} in and out. Scopes: {@code squeeze} and {@code excite}.
 *
 * @param units width of the bottleneck between, channels / 16 in the paper
 * @param activation in the bottleneck; ReLU in the paper
 */
public record SqueezeExcitation(int units, Activation activation) implements Layer {

  public SqueezeExcitation {
    Pictures.atLeastOne("squeeze and excitation", "units", units);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Shape shape = Pictures.require("squeeze and excitation " + scope.path(), x);
    int channels = Math.toIntExact(shape.get(3));
    Operand<TFloat32> whole = GlobalPool.AVERAGE.apply(scope, x);
    Operand<TFloat32> squeezed =
        new Dense(units, activation, Initializer.heNormal()).apply(scope.child("squeeze"), whole);
    Operand<TFloat32> weights =
        new Dense(channels, Activation.SIGMOID, Initializer.glorotUniform())
            .apply(scope.child("excite"), squeezed);
    return tf.math.mul(
        x, tf.reshape(weights, tf.constant(new long[] {shape.get(0), 1, 1, channels})));
  }
}
