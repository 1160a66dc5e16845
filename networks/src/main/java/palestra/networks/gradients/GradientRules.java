package palestra.networks.gradients;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.SigmoidGrad;
import org.tensorflow.op.math.SoftplusGrad;
import org.tensorflow.op.math.TanhGrad;
import org.tensorflow.op.nn.BiasAddGrad;
import org.tensorflow.op.nn.EluGrad;
import org.tensorflow.op.nn.ReluGrad;
import org.tensorflow.types.TFloat32;

/**
 * The lab's own rules, by operation type. They rest on static shapes, so that no node computes a
 * shape at run time; where a shape is not fully known, {@link #find} gives none and TensorFlow's
 * rule serves.
 */
final class GradientRules {
  private static final Set<String> STOPS =
      Set.of("StopGradient", "PreventGradient", "Shape", "Placeholder", "Const", "ArgMax");
  private static final Map<String, GradientRule> RULES = rules();

  private GradientRules() {}

  /** Whether nothing flows backwards through this operation. */
  static boolean stops(GraphOperation op) {
    return STOPS.contains(op.type());
  }

  /** The lab's rule for an operation; null where TensorFlow's is to be used. */
  static GradientRule find(GraphOperation op) {
    GradientRule rule = RULES.get(op.type());
    return rule != null && shapesKnown(op) ? rule : null;
  }

  private static boolean shapesKnown(GraphOperation op) {
    for (int i = 0; i < op.numInputs(); i++) {
      if (op.input(i).shape().hasUnknownDimension()) {
        return false;
      }
    }
    return !op.output(0).shape().hasUnknownDimension();
  }

  private static Map<String, GradientRule> rules() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.put("MatMul", GradientRules::matMul);
    rules.put("BiasAdd", (tf, op, g) -> both(g(g), BiasAddGrad.create(tf.scope(), g(g))));
    rules.put("Identity", (tf, op, g) -> one(g(g)));
    rules.put("Reshape", (tf, op, g) -> both(reshape(tf, g(g), x(op, 0).shape()), null));
    rules.put("Neg", (tf, op, g) -> one(tf.math.neg(g(g))));
    rules.put("Exp", (tf, op, g) -> one(tf.math.mul(g(g), y(op))));
    rules.put("Log", (tf, op, g) -> one(tf.math.div(g(g), x(op, 0))));
    rules.put(
        "Square", (tf, op, g) -> one(tf.math.mul(g(g), tf.math.mul(tf.constant(2f), x(op, 0)))));
    rules.put("Tanh", (tf, op, g) -> one(TanhGrad.create(tf.scope(), y(op), g(g))));
    rules.put("Sigmoid", (tf, op, g) -> one(SigmoidGrad.create(tf.scope(), y(op), g(g))));
    rules.put("Relu", (tf, op, g) -> one(ReluGrad.create(tf.scope(), g(g), y(op))));
    rules.put("Elu", (tf, op, g) -> one(EluGrad.create(tf.scope(), g(g), y(op))));
    rules.put("Softplus", (tf, op, g) -> one(SoftplusGrad.create(tf.scope(), g(g), x(op, 0))));
    rules.put("AddV2", GradientRules::add);
    rules.put("Add", GradientRules::add);
    rules.put("AddN", (tf, op, g) -> repeat(g(g), op.numInputs()));
    rules.put(
        "Sub",
        (tf, op, g) ->
            both(
                unbroadcast(tf, g(g), x(op, 0).shape()),
                unbroadcast(tf, tf.math.neg(g(g)), x(op, 1).shape())));
    rules.put("Mul", GradientRules::mul);
    rules.put("RealDiv", GradientRules::div);
    rules.put("Maximum", (tf, op, g) -> extremum(tf, op, g, true));
    rules.put("Minimum", (tf, op, g) -> extremum(tf, op, g, false));
    rules.put("Mean", GradientRules::mean);
    rules.put("Sum", GradientRules::sum);
    rules.put("L2Loss", (tf, op, g) -> one(tf.math.mul(x(op, 0), g(g))));
    rules.put("LogSoftmax", GradientRules::logSoftmax);
    rules.put("Softmax", GradientRules::softmax);
    rules.put("SelectV2", GradientRules::select);
    rules.put("SparseSoftmaxCrossEntropyWithLogits", GradientRules::sparseCrossEntropy);
    return rules;
  }

  private static List<Operand<?>> matMul(Ops tf, GraphOperation op, List<Output<?>> gradients) {
    boolean ta = op.attributes().getAttrBool("transpose_a");
    boolean tb = op.attributes().getAttrBool("transpose_b");
    Operand<TFloat32> a = x(op, 0);
    Operand<TFloat32> b = x(op, 1);
    Operand<TFloat32> g = g(gradients);
    Operand<TFloat32> da = ta ? matMul(tf, b, g, tb, true) : matMul(tf, g, b, false, !tb);
    Operand<TFloat32> db = tb ? matMul(tf, g, a, true, ta) : matMul(tf, a, g, !ta, false);
    return both(da, db);
  }

  private static Operand<TFloat32> matMul(
      Ops tf, Operand<TFloat32> a, Operand<TFloat32> b, boolean ta, boolean tb) {
    return tf.linalg.matMul(a, b, MatMul.transposeA(ta), MatMul.transposeB(tb));
  }

  private static List<Operand<?>> add(Ops tf, GraphOperation op, List<Output<?>> g) {
    return both(unbroadcast(tf, g(g), x(op, 0).shape()), unbroadcast(tf, g(g), x(op, 1).shape()));
  }

  private static List<Operand<?>> mul(Ops tf, GraphOperation op, List<Output<?>> g) {
    return both(
        isConstant(op, 0) ? null : unbroadcast(tf, tf.math.mul(g(g), x(op, 1)), x(op, 0).shape()),
        isConstant(op, 1) ? null : unbroadcast(tf, tf.math.mul(g(g), x(op, 0)), x(op, 1).shape()));
  }

  private static List<Operand<?>> div(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloat32> byNumerator = tf.math.div(g(g), x(op, 1));
    return both(
        unbroadcast(tf, byNumerator, x(op, 0).shape()),
        isConstant(op, 1)
            ? null
            : unbroadcast(tf, tf.math.neg(tf.math.mul(byNumerator, y(op))), x(op, 1).shape()));
  }

  /**
   * The larger (or smaller) input takes the gradient; a tie goes to the first, as in TensorFlow.
   */
  private static List<Operand<?>> extremum(
      Ops tf, GraphOperation op, List<Output<?>> g, boolean larger) {
    Operand<TFloat32> a = x(op, 0);
    Operand<TFloat32> b = x(op, 1);
    var first = larger ? tf.math.greaterEqual(a, b) : tf.math.lessEqual(a, b);
    Operand<TFloat32> none = tf.constant(0f);
    return both(
        isConstant(op, 0) ? null : unbroadcast(tf, tf.select(first, g(g), none), a.shape()),
        isConstant(op, 1) ? null : unbroadcast(tf, tf.select(first, none, g(g)), b.shape()));
  }

  private static List<Operand<?>> mean(Ops tf, GraphOperation op, List<Output<?>> g) {
    Shape from = x(op, 0).shape();
    float share = (float) y(op).shape().size() / from.size();
    return both(spread(tf, op, tf.math.mul(g(g), tf.constant(share)), from), null);
  }

  private static List<Operand<?>> sum(Ops tf, GraphOperation op, List<Output<?>> g) {
    return both(spread(tf, op, g(g), x(op, 0).shape()), null);
  }

  /** Undoes a reduction: the reduced axes come back with the gradient repeated along them. */
  private static Operand<TFloat32> spread(
      Ops tf, GraphOperation op, Operand<TFloat32> g, Shape from) {
    if (g.shape().numDimensions() == 0) {
      return tf.fill(tf.constant(from), g);
    }
    Operand<TFloat32> kept = g;
    if (g.shape().numDimensions() != from.numDimensions()) {
      var axes = new java.util.HashSet<Integer>();
      for (long axis : ConstantValues.longs((GraphOperation) op.input(1).op())) {
        axes.add((int) (axis < 0 ? axis + from.numDimensions() : axis));
      }
      long[] shape = new long[from.numDimensions()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = axes.contains(i) ? 1 : from.get(i);
      }
      kept = tf.reshape(g, tf.constant(shape));
    }
    return tf.broadcastTo(kept, tf.constant(from));
  }

  private static List<Operand<?>> softmax(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloat32> weighted = tf.math.mul(g(g), y(op));
    Operand<TFloat32> total = tf.sum(weighted, tf.constant(-1), Sum.keepDims(true));
    return one(tf.math.sub(weighted, tf.math.mul(total, y(op))));
  }

  private static List<Operand<?>> logSoftmax(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloat32> total = tf.sum(g(g), tf.constant(-1), Sum.keepDims(true));
    return one(tf.math.sub(g(g), tf.math.mul(tf.math.exp(y(op)), total)));
  }

  @SuppressWarnings("unchecked")
  private static List<Operand<?>> select(Ops tf, GraphOperation op, List<Output<?>> g) {
    var condition = (Operand<org.tensorflow.types.TBool>) (Operand<?>) op.input(0);
    Operand<TFloat32> none = tf.constant(0f);
    List<Operand<?>> result = new ArrayList<>();
    result.add(null);
    result.add(
        isConstant(op, 1)
            ? null
            : unbroadcast(tf, tf.select(condition, g(g), none), x(op, 1).shape()));
    result.add(
        isConstant(op, 2)
            ? null
            : unbroadcast(tf, tf.select(condition, none, g(g)), x(op, 2).shape()));
    return result;
  }

  /** The forward kernel has already computed the gradient by the logits, its second output. */
  private static List<Operand<?>> sparseCrossEntropy(Ops tf, GraphOperation op, List<Output<?>> g) {
    if (g.get(1) != null) {
      throw new IllegalArgumentException(
          "no second gradient is known for SparseSoftmaxCrossEntropyWithLogits; use logSoftmax");
    }
    Operand<TFloat32> byLogits = typed(op.output(1));
    Operand<TFloat32> column = tf.expandDims(g(g), tf.constant(-1));
    return both(tf.math.mul(column, byLogits), null);
  }

  /** Sums a gradient over the axes along which its operand was repeated. */
  static Operand<TFloat32> unbroadcast(Ops tf, Operand<TFloat32> g, Shape to) {
    Shape from = g.shape();
    if (from.equals(to)) {
      return g;
    }
    List<Integer> axes = new ArrayList<>();
    int lead = from.numDimensions() - to.numDimensions();
    for (int i = 0; i < from.numDimensions(); i++) {
      if (i < lead || (to.get(i - lead) == 1 && from.get(i) != 1)) {
        axes.add(i);
      }
    }
    Operand<TFloat32> reduced =
        axes.isEmpty()
            ? g
            : tf.sum(g, tf.constant(axes.stream().mapToInt(Integer::intValue).toArray()));
    return reduced.shape().equals(to) ? reduced : reshape(tf, reduced, to);
  }

  private static Operand<TFloat32> reshape(Ops tf, Operand<TFloat32> x, Shape to) {
    return tf.reshape(x, tf.constant(to.asArray()));
  }

  private static boolean isConstant(GraphOperation op, int input) {
    String type = op.input(input).op().type();
    return type.equals("Const") || type.equals("Placeholder") || type.equals("StopGradient");
  }

  private static Operand<TFloat32> x(GraphOperation op, int i) {
    return typed(op.input(i));
  }

  private static Operand<TFloat32> y(GraphOperation op) {
    return typed(op.output(0));
  }

  private static Operand<TFloat32> g(List<Output<?>> gradients) {
    return typed(gradients.get(0));
  }

  private static List<Operand<?>> one(Operand<?> only) {
    List<Operand<?>> list = new ArrayList<>();
    list.add(only);
    return list;
  }

  private static List<Operand<?>> both(Operand<?> first, Operand<?> second) {
    List<Operand<?>> list = one(first);
    list.add(second);
    return list;
  }

  private static List<Operand<?>> repeat(Operand<?> each, int times) {
    return new ArrayList<>(java.util.Collections.nCopies(times, each));
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> typed(Operand<?> operand) {
    return (Operand<TFloat32>) operand;
  }
}
