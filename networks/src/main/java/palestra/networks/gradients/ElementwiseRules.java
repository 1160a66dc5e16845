package palestra.networks.gradients;

import static palestra.networks.gradients.Parts.by;
import static palestra.networks.gradients.Parts.g;
import static palestra.networks.gradients.Parts.number;
import static palestra.networks.gradients.Parts.x;
import static palestra.networks.gradients.Parts.y;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.SigmoidGrad;
import org.tensorflow.op.math.SoftplusGrad;
import org.tensorflow.op.math.SqrtGrad;
import org.tensorflow.op.math.TanhGrad;
import org.tensorflow.op.nn.EluGrad;
import org.tensorflow.op.nn.ReluGrad;
import org.tensorflow.types.family.TFloating;

/** Lean rules of what works element by element, with broadcasting. */
final class ElementwiseRules {
  static final Map<String, GradientRule> ALL = rules();

  private ElementwiseRules() {}

  private static Map<String, GradientRule> rules() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.put("Identity", (tf, op, g) -> by(g(g)));
    rules.put("Neg", (tf, op, g) -> by(tf.math.neg(g(g))));
    rules.put("Exp", (tf, op, g) -> by(tf.math.mul(g(g), y(op))));
    rules.put("Log", (tf, op, g) -> by(tf.math.div(g(g), x(op, 0))));
    rules.put("Abs", (tf, op, g) -> by(tf.math.mul(g(g), tf.math.sign(x(op, 0)))));
    rules.put("Sqrt", (tf, op, g) -> by(SqrtGrad.create(tf.scope(), y(op), g(g))));
    rules.put("Square", (tf, op, g) -> by(tf.math.mul(g(g), times(tf, 2, x(op, 0)))));
    rules.put("Tanh", (tf, op, g) -> by(TanhGrad.create(tf.scope(), y(op), g(g))));
    rules.put("Sigmoid", (tf, op, g) -> by(SigmoidGrad.create(tf.scope(), y(op), g(g))));
    rules.put("Relu", (tf, op, g) -> by(ReluGrad.create(tf.scope(), g(g), y(op))));
    // The output has the input's sign, and TensorFlow's remapper trips over a use of the input.
    rules.put(
        "LeakyRelu",
        (tf, op, g) ->
            by(leaky(tf, op, g(g), op.attributes().getAttrFloat("alpha") > 0 ? y(op) : x(op, 0))));
    rules.put("LeakyReluGrad", (tf, op, g) -> by(leaky(tf, op, g(g), x(op, 1)), null));
    rules.put("Elu", (tf, op, g) -> by(EluGrad.create(tf.scope(), g(g), y(op))));
    rules.put("Softplus", (tf, op, g) -> by(SoftplusGrad.create(tf.scope(), g(g), x(op, 0))));
    rules.put("Erf", ElementwiseRules::erf);
    rules.put("AddV2", (tf, op, g) -> both(tf, op, g(g), g(g)));
    rules.put("Add", (tf, op, g) -> both(tf, op, g(g), g(g)));
    rules.put("AddN", (tf, op, g) -> new ArrayList<>(Collections.nCopies(op.numInputs(), g(g))));
    rules.put("Sub", (tf, op, g) -> both(tf, op, g(g), tf.math.neg(g(g))));
    rules.put(
        "Mul",
        (tf, op, g) -> both(tf, op, tf.math.mul(g(g), x(op, 1)), tf.math.mul(g(g), x(op, 0))));
    rules.put("RealDiv", ElementwiseRules::div);
    rules.put("SquaredDifference", ElementwiseRules::squaredDifference);
    rules.put("Maximum", (tf, op, g) -> extremum(tf, op, g, true));
    rules.put("Minimum", (tf, op, g) -> extremum(tf, op, g, false));
    rules.put("SelectV2", ElementwiseRules::select);
    return Map.copyOf(rules);
  }

  /** The gradient, shrunk where the features are negative: linear, so its own rule too. */
  private static Operand<TFloating> leaky(
      Ops tf, GraphOperation op, Operand<TFloating> gradient, Operand<TFloating> features) {
    return Parts.build(tf, "LeakyReluGrad", List.of(gradient, features), op, "alpha");
  }

  private static List<Operand<?>> erf(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> bell = tf.math.exp(tf.math.neg(tf.math.square(x(op, 0))));
    return by(tf.math.mul(g(g), times(tf, 2 / Math.sqrt(Math.PI), bell)));
  }

  private static List<Operand<?>> div(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> byNumerator = tf.math.div(g(g), x(op, 1));
    return both(tf, op, byNumerator, tf.math.neg(tf.math.mul(byNumerator, y(op))));
  }

  private static List<Operand<?>> squaredDifference(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> difference = times(tf, 2, tf.math.sub(x(op, 0), x(op, 1)));
    Operand<TFloating> byFirst = tf.math.mul(g(g), difference);
    return both(tf, op, byFirst, tf.math.neg(byFirst));
  }

  /**
   * The larger (or smaller) input takes the gradient; a tie goes to the first, as in TensorFlow.
   */
  private static List<Operand<?>> extremum(
      Ops tf, GraphOperation op, List<Output<?>> g, boolean larger) {
    Operand<TFloating> a = x(op, 0);
    Operand<TFloating> b = x(op, 1);
    var first = larger ? tf.math.greaterEqual(a, b) : tf.math.lessEqual(a, b);
    Operand<TFloating> none = number(tf, a, 0);
    return both(tf, op, tf.select(first, g(g), none), tf.select(first, none, g(g)));
  }

  private static List<Operand<?>> select(Ops tf, GraphOperation op, List<Output<?>> g) {
    var condition = Parts.bools(op, 0);
    Operand<TFloating> none = number(tf, g(g), 0);
    return by(
        null,
        unbroadcast(tf, tf.select(condition, g(g), none), x(op, 1).shape()),
        unbroadcast(tf, tf.select(condition, none, g(g)), x(op, 2).shape()));
  }

  private static Operand<TFloating> times(Ops tf, double factor, Operand<TFloating> x) {
    return tf.math.mul(number(tf, x, factor), x);
  }

  private static List<Operand<?>> both(
      Ops tf, GraphOperation op, Operand<TFloating> first, Operand<TFloating> second) {
    return by(unbroadcast(tf, first, x(op, 0).shape()), unbroadcast(tf, second, x(op, 1).shape()));
  }

  /** Sums a gradient over the axes along which its operand was repeated. */
  static Operand<TFloating> unbroadcast(Ops tf, Operand<TFloating> g, Shape to) {
    Shape from = g.shape();
    if (from.equals(to)) {
      return g;
    }
    int lead = from.numDimensions() - to.numDimensions();
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < from.numDimensions(); i++) {
      if (i < lead || (to.get(i - lead) == 1 && from.get(i) != 1)) {
        axes.add(i);
      }
    }
    Operand<TFloating> reduced =
        axes.isEmpty()
            ? g
            : tf.sum(g, tf.constant(axes.stream().mapToInt(Integer::intValue).toArray()));
    return reduced.shape().equals(to) ? reduced : tf.reshape(reduced, tf.constant(to.asArray()));
  }
}
