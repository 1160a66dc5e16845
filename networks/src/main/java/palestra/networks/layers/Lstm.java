package palestra.networks.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) with forget gates (Gers et al. 2000):
 *
 * <pre>
 * i, f, o = sigmoid(x W + h U + b)      c' = f c + i g
 *       g = tanh(x W + h U + b)         h' = o tanh(c')
 * </pre>
 *
 * <p>each gate with its own columns of W, U and b, in the order i, f, o, g. The cell {@code c} is
 * passed on by products and sums alone, so that gradients survive hundreds of steps. The state is
 * {@code h}, then {@code c}: twice the units. Variables: {@code kernel [in, 4 units]}, {@code
 * recurrentKernel [units, 4 units]}, {@code bias [4 units]}.
 *
 * <p>All start evenly within {@code 1/sqrt(units)}, as PyTorch's, and so Stable-Baselines3's, do;
 * they have two biases of that kind whose sum alone matters, here is one. The forget gate's bias
 * then gets {@code forgetBias} more: at 0, as there, half of the cell is forgotten at every step
 * before anything is learned, at 1 about a quarter, which is what makes long memories learnable
 * (Jozefowicz et al. 2015, section 3.2).
 *
 * @param units width of the output
 * @param forgetBias added to where the forget gate's bias starts, 0 or more
 */
public record Lstm(int units, double forgetBias) implements Recurrent {

  public Lstm {
    Unrolled.requireUnits("an LSTM", units);
    if (!Double.isFinite(forgetBias) || forgetBias < 0) {
      throw new IllegalArgumentException("forgetBias must be 0 or more, but is " + forgetBias);
    }
  }

  /** With a forget gate that starts open. */
  public Lstm(int units) {
    this(units, 1);
  }

  @Override
  public int stateSize() {
    return 2 * units;
  }

  @Override
  public Steps apply(
      Scope scope, Operand<TFloat32> x, Operand<TFloat32> state, Operand<TFloat32> starts) {
    Unrolled unrolled = new Unrolled(this, scope, x, state, starts);
    Initializer start = Unrolled.start(units);
    Operand<TFloat32> w = scope.variable("kernel", Shape.of(x.shape().get(2), 4L * units), start);
    Operand<TFloat32> u = scope.variable("recurrentKernel", Shape.of(units, 4L * units), start);
    Operand<TFloat32> b = scope.variable("bias", Shape.of(4L * units), this::bias);
    Ops tf = scope.tf();
    List<Operand<TFloat32>> inputs =
        unrolled.steps(tf.nn.biasAdd(tf.linalg.matMul(unrolled.rows(x), w), b));

    List<Operand<TFloat32>> outputs = new ArrayList<>();
    Operand<TInt32> columns = tf.constant(1);
    Operand<TInt32> gatesAndValue = tf.constant(new int[] {3 * units, units});
    List<? extends Operand<TFloat32>> before = tf.split(columns, state, 2L).output();
    Operand<TFloat32> h = before.get(0);
    Operand<TFloat32> c = before.get(1);
    for (int t = 0; t < unrolled.time(); t++) {
      Operand<TFloat32> sum =
          tf.math.add(inputs.get(t), tf.linalg.matMul(unrolled.remembered(t, h), u));
      // One sigmoid for the three gates: few larger nodes cost less than many small ones.
      var parts = tf.splitV(sum, gatesAndValue, columns, 2L).output();
      var gates = tf.split(columns, tf.math.sigmoid(parts.get(0)), 3L).output();
      Operand<TFloat32> g = tf.math.tanh(parts.get(1));
      c =
          tf.math.add(
              tf.math.mul(gates.get(1), unrolled.remembered(t, c)), tf.math.mul(gates.get(0), g));
      h = tf.math.mul(gates.get(2), tf.math.tanh(c));
      outputs.add(h);
    }
    return new Steps(unrolled.together(outputs), tf.concat(List.of(h, c), columns));
  }

  private Operand<TFloat32> bias(Ops tf, Shape shape, long seed) {
    float[] more = new float[4 * units];
    Arrays.fill(more, units, 2 * units, (float) forgetBias);
    return tf.math.add(Unrolled.start(units).values(tf, shape, seed), tf.constant(more));
  }
}
