package palestra.networks.gradients;

import static palestra.networks.gradients.Parts.by;
import static palestra.networks.gradients.Parts.g;
import static palestra.networks.gradients.Parts.number;
import static palestra.networks.gradients.Parts.x;
import static palestra.networks.gradients.Parts.y;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.BiasAddGrad;
import org.tensorflow.types.family.TFloating;

/** Lean rules of products, reductions, softmax and changes of shape. */
final class TensorRules {
  static final Map<String, GradientRule> ALL = rules();

  private TensorRules() {}

  private static Map<String, GradientRule> rules() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.put("MatMul", TensorRules::matMul);
    rules.put("BiasAdd", TensorRules::biasAdd);
    rules.put("Mean", TensorRules::mean);
    rules.put("Sum", (tf, op, g) -> by(spread(tf, op, g(g)), null));
    rules.put("L2Loss", (tf, op, g) -> by(tf.math.mul(x(op, 0), g(g))));
    rules.put("Softmax", TensorRules::softmax);
    rules.put("LogSoftmax", TensorRules::logSoftmax);
    for (String type : List.of("Reshape", "ExpandDims")) {
      rules.put(type, (tf, op, g) -> by(reshape(tf, g(g), x(op, 0).shape()), null));
    }
    rules.put("Squeeze", (tf, op, g) -> by(reshape(tf, g(g), x(op, 0).shape())));
    rules.put(
        "BroadcastTo",
        (tf, op, g) -> by(ElementwiseRules.unbroadcast(tf, g(g), x(op, 0).shape()), null));
    rules.put(
        "Fill", (tf, op, g) -> by(null, ElementwiseRules.unbroadcast(tf, g(g), x(op, 1).shape())));
    return Map.copyOf(rules);
  }

  private static List<Operand<?>> matMul(Ops tf, GraphOperation op, List<Output<?>> gradients) {
    boolean ta = op.attributes().getAttrBool("transpose_a");
    boolean tb = op.attributes().getAttrBool("transpose_b");
    Operand<TFloating> a = x(op, 0);
    Operand<TFloating> b = x(op, 1);
    Operand<TFloating> g = g(gradients);
    Operand<TFloating> da = ta ? product(tf, b, g, tb, true) : product(tf, g, b, false, !tb);
    Operand<TFloating> db = tb ? product(tf, g, a, true, ta) : product(tf, a, g, !ta, false);
    return by(da, db);
  }

  private static Operand<TFloating> product(
      Ops tf, Operand<TFloating> a, Operand<TFloating> b, boolean ta, boolean tb) {
    return tf.linalg.matMul(a, b, MatMul.transposeA(ta), MatMul.transposeB(tb));
  }

  private static List<Operand<?>> biasAdd(Ops tf, GraphOperation op, List<Output<?>> g) {
    String format = op.attributes().getAttrString("data_format");
    Shape shape = x(op, 0).shape();
    int axes = shape.numDimensions();
    // As rows: what TensorFlow makes of a picture's together with the kernel's gradient is slower
    // than both by themselves.
    Operand<TFloating> in =
        axes > 2 && format.equals("NHWC")
            ? reshape(tf, g(g), Shape.of(shape.size() / shape.get(axes - 1), shape.get(axes - 1)))
            : g(g);
    return by(g(g), BiasAddGrad.create(tf.scope(), in, BiasAddGrad.dataFormat(format)));
  }

  private static List<Operand<?>> mean(Ops tf, GraphOperation op, List<Output<?>> g) {
    double share = (double) y(op).shape().size() / x(op, 0).shape().size();
    return by(spread(tf, op, tf.math.mul(g(g), number(tf, g(g), share))), null);
  }

  /** Undoes a reduction: the reduced axes come back with the gradient repeated along them. */
  private static Operand<TFloating> spread(Ops tf, GraphOperation op, Operand<TFloating> g) {
    Shape from = x(op, 0).shape();
    if (g.shape().numDimensions() == 0) {
      return tf.fill(tf.constant(from), g);
    }
    if (g.shape().equals(from)) {
      return g;
    }
    Operand<TFloating> kept = g;
    if (g.shape().numDimensions() != from.numDimensions()) {
      Set<Integer> axes = new HashSet<>();
      for (long axis : ConstantValues.longs((GraphOperation) op.input(1).op())) {
        axes.add((int) (axis < 0 ? axis + from.numDimensions() : axis));
      }
      long[] shape = new long[from.numDimensions()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = axes.contains(i) ? 1 : from.get(i);
      }
      kept = tf.reshape(g, tf.constant(shape));
    }
    // 32-bit sizes: TensorFlow's own rule of BroadcastTo takes no others.
    return tf.broadcastTo(kept, tf.constant(ints(from)));
  }

  private static int[] ints(Shape shape) {
    return LongStream.of(shape.asArray()).mapToInt(Math::toIntExact).toArray();
  }

  private static List<Operand<?>> softmax(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> weighted = tf.math.mul(g(g), y(op));
    Operand<TFloating> total = tf.sum(weighted, tf.constant(-1), Sum.keepDims(true));
    return by(tf.math.sub(weighted, tf.math.mul(total, y(op))));
  }

  private static List<Operand<?>> logSoftmax(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> total = tf.sum(g(g), tf.constant(-1), Sum.keepDims(true));
    return by(tf.math.sub(g(g), tf.math.mul(tf.math.exp(y(op)), total)));
  }

  private static Operand<TFloating> reshape(Ops tf, Operand<TFloating> x, Shape to) {
    return tf.reshape(x, tf.constant(to.asArray()));
  }
}
