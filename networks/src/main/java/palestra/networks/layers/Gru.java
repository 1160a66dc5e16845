package palestra.networks.layers;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Gated recurrent units (Cho et al. 2014), in the form of cuDNN and PyTorch, where the reset gate
 * acts after the product, so that one product serves all three:
 *
 * <pre>
 * r, z = sigmoid(x W + h U + b)
 *    n = tanh(x W + b + r (h U + d))
 *   h' = (1 - z) n + z h
 * </pre>
 *
 * <p>each with its own columns of W, U and b, in the order r, z, n. Three quarters of an LSTM's
 * weights and half of its state, at much the same ability. The state is {@code h}. Variables:
 * {@code kernel [in, 3 units]}, {@code recurrentKernel [units, 3 units]}, {@code bias [3 units]},
 * {@code recurrentBias [units]}, which is d; all start evenly within {@code 1/sqrt(units)}, as
 * PyTorch's do.
 *
 * @param units width of output and state
 */
public record Gru(int units) implements Recurrent {

  public Gru {
    Unrolled.requireUnits("a GRU", units);
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
    Operand<TFloat32> w = scope.variable("kernel", Shape.of(x.shape().get(2), 3L * units), start);
    Operand<TFloat32> u = scope.variable("recurrentKernel", Shape.of(units, 3L * units), start);
    Operand<TFloat32> b = scope.variable("bias", Shape.of(3L * units), start);
    Operand<TFloat32> d = scope.variable("recurrentBias", Shape.of(units), start);
    Ops tf = scope.tf();
    Operand<TInt32> columns = tf.constant(1);
    Operand<TInt32> gatesAndNew = tf.constant(new int[] {2 * units, units});
    var inputs =
        tf.splitV(tf.nn.biasAdd(tf.linalg.matMul(unrolled.rows(x), w), b), gatesAndNew, columns, 2L)
            .output();
    List<Operand<TFloat32>> inputsOfGates = unrolled.steps(inputs.get(0));
    List<Operand<TFloat32>> inputsOfNew = unrolled.steps(inputs.get(1));

    List<Operand<TFloat32>> outputs = new ArrayList<>();
    Operand<TFloat32> h = state;
    for (int t = 0; t < unrolled.time(); t++) {
      Operand<TFloat32> old = unrolled.remembered(t, h);
      var products = tf.splitV(tf.linalg.matMul(old, u), gatesAndNew, columns, 2L).output();
      Operand<TFloat32> sum = tf.math.add(inputsOfGates.get(t), products.get(0));
      var gates = tf.split(columns, tf.math.sigmoid(sum), 2L).output();
      Operand<TFloat32> reset = tf.math.mul(gates.get(0), tf.nn.biasAdd(products.get(1), d));
      Operand<TFloat32> n = tf.math.tanh(tf.math.add(inputsOfNew.get(t), reset));
      h = tf.math.add(n, tf.math.mul(gates.get(1), tf.math.sub(old, n)));
      outputs.add(h);
    }
    return new Steps(unrolled.together(outputs), h);
  }
}
