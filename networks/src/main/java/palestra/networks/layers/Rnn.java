package palestra.networks.layers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A plain recurrent layer (Elman 1990): {@code h' = tanh(x W + h U + b)}. Its gradients shrink or
 * grow with every step, so that it learns little over more than some ten steps: then {@link Gru} or
 * {@link Lstm}. The state is {@code h}. Variables: {@code kernel [in, units]}, {@code
 * recurrentKernel [units, units]}, {@code bias [units]}; all start evenly within {@code
 * 1/sqrt(units)}, as PyTorch's do.
 *
 * @param units width of output and state
 */
public record Rnn(int units) implements Recurrent {

  public Rnn {
    Unrolled.requireUnits("an RNN", units);
  }

  @Override
  public int stateSize() {
    return units;
  }

  @Override
  public Steps apply(
      Scope scope, Operand<TFloat32> x, Operand<TFloat32> state, Operand<TFloat32> starts) {
    Unrolled unrolled = new Unrolled(this, scope, x, state, starts);
    Initializer start = Unrolled.start(units);
    Operand<TFloat32> w = scope.variable("kernel", Shape.of(x.shape().get(2), units), start);
    Operand<TFloat32> u = scope.variable("recurrentKernel", Shape.of(units, units), start);
    Operand<TFloat32> b = scope.variable("bias", Shape.of(units), start);
    Ops tf = scope.tf();
    List<Operand<TFloat32>> inputs =
        unrolled.steps(tf.nn.biasAdd(tf.linalg.matMul(unrolled.rows(x), w), b));

    List<Operand<TFloat32>> outputs = new ArrayList<>();
    Operand<TFloat32> h = state;
    for (int t = 0; t < unrolled.time(); t++) {
      Operand<TFloat32> recurrent = tf.linalg.matMul(unrolled.remembered(t, h), u);
      h = tf.math.tanh(tf.math.add(inputs.get(t), recurrent));
      outputs.add(h);
    }
    return new Steps(unrolled.together(outputs), h);
  }
}
