package palestra.networks.gradients;

import static palestra.networks.gradients.Parts.by;
import static palestra.networks.gradients.Parts.g;
import static palestra.networks.gradients.Parts.number;
import static palestra.networks.gradients.Parts.x;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Lean rules of what only puts numbers elsewhere, with which sequences are taken apart and put
 * together, of sums of rows that belong together (whose places must not be negative), and of
 * products of many matrices at once.
 */
final class ArrangementRules {
  static final Map<String, GradientRule> ALL = rules();

  private ArrangementRules() {}

  private static Map<String, GradientRule> rules() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.put("Split", (tf, op, g) -> by(null, joined(tf, op, g, Parts.ints(op, 0))));
    rules.put("SplitV", (tf, op, g) -> by(joined(tf, op, g, Parts.ints(op, 2)), null, null));
    rules.put("ConcatV2", ArrangementRules::concat);
    rules.put("Unpack", ArrangementRules::unstack);
    rules.put("Pack", ArrangementRules::stack);
    rules.put("Transpose", ArrangementRules::transpose);
    rules.put("GatherV2", ArrangementRules::rows);
    rules.put(
        "UnsortedSegmentSum",
        (tf, op, g) -> by(tf.gather(g(g), Parts.integers(op, 1), tf.constant(0)), null, null));
    rules.put("BatchMatMulV2", ArrangementRules::products);
    rules.put("BatchMatMulV3", ArrangementRules::products);
    return Map.copyOf(rules);
  }

  /** Whether the rules here can serve, which read some inputs while the graph is built. */
  static boolean serve(GraphOperation op) {
    return switch (op.type()) {
      case "ConcatV2", "Transpose" -> constant(op.input(op.numInputs() - 1));
      case "GatherV2" ->
          constant(op.input(2))
              && axis(op.input(2)) == 0
              && op.attributes().getAttrInt("batch_dims") == 0;
      case "BatchMatMulV2", "BatchMatMulV3" -> sameBatch(op);
      default -> true;
    };
  }

  private static boolean constant(Output<?> input) {
    return input.op().type().equals("Const");
  }

  private static long axis(Output<?> input) {
    return ConstantValues.longs((GraphOperation) input.op())[0];
  }

  private static boolean sameBatch(GraphOperation op) {
    Shape a = op.input(0).shape();
    Shape b = op.input(1).shape();
    return a.numDimensions() == b.numDimensions()
        && a.take(a.numDimensions() - 2).equals(b.take(b.numDimensions() - 2))
        && op.input(0).dataType() == op.output(0).dataType()
        && op.input(1).dataType() == op.output(0).dataType();
  }

  private static Operand<TFloating> joined(
      Ops tf, GraphOperation op, List<Output<?>> gradients, Operand<TInt32> axis) {
    List<Operand<TFloating>> parts = whole(tf, op, gradients);
    return parts.size() == 1 ? parts.get(0) : tf.concat(parts, axis);
  }

  /** The gradients by all outputs, zeros where none arrives. */
  private static List<Operand<TFloating>> whole(
      Ops tf, GraphOperation op, List<Output<?>> gradients) {
    List<Operand<TFloating>> parts = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      Output<?> part = gradients.get(i);
      parts.add(
          part == null
              ? tf.fill(tf.constant(op.output(i).shape()), number(tf, op.output(i), 0))
              : Parts.as(part));
    }
    return parts;
  }

  private static List<Operand<?>> concat(Ops tf, GraphOperation op, List<Output<?>> g) {
    int n = op.numInputs() - 1;
    int axis = (int) axis(op.input(n));
    int[] sizes = new int[n];
    for (int i = 0; i < n; i++) {
      sizes[i] = Math.toIntExact(op.input(i).shape().get(axis));
    }
    List<Operand<?>> parts = new ArrayList<>();
    if (n == 1) {
      parts.add(g(g));
    } else {
      tf.splitV(g(g), tf.constant(sizes), tf.constant(axis), (long) n).forEach(parts::add);
    }
    parts.add(null);
    return parts;
  }

  private static List<Operand<?>> unstack(Ops tf, GraphOperation op, List<Output<?>> g) {
    return by(tf.stack(whole(tf, op, g), Stack.axis(op.attributes().getAttrInt("axis"))));
  }

  private static List<Operand<?>> stack(Ops tf, GraphOperation op, List<Output<?>> g) {
    return new ArrayList<>(
        tf.unstack(g(g), (long) op.numInputs(), Unstack.axis(op.attributes().getAttrInt("axis")))
            .output());
  }

  private static List<Operand<?>> transpose(Ops tf, GraphOperation op, List<Output<?>> g) {
    long[] order = ConstantValues.longs((GraphOperation) op.input(1).op());
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[(int) order[i]] = i;
    }
    return by(tf.linalg.transpose(g(g), tf.constant(back)), null);
  }

  /** Rows of a table: a row that was read twice gets both shares. */
  private static List<Operand<?>> rows(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TInt32> count = tf.constant(Math.toIntExact(x(op, 0).shape().get(0)));
    return by(tf.math.unsortedSegmentSum(g(g), Parts.integers(op, 1), count), null, null);
  }

  private static List<Operand<?>> products(Ops tf, GraphOperation op, List<Output<?>> gradients) {
    boolean ta = op.attributes().getAttrBool("adj_x");
    boolean tb = op.attributes().getAttrBool("adj_y");
    Operand<TFloating> a = x(op, 0);
    Operand<TFloating> b = x(op, 1);
    Operand<TFloating> g = g(gradients);
    return by(
        ta ? product(tf, b, g, tb, true) : product(tf, g, b, false, !tb),
        tb ? product(tf, g, a, true, ta) : product(tf, a, g, !ta, false));
  }

  private static Operand<TFloating> product(
      Ops tf, Operand<TFloating> a, Operand<TFloating> b, boolean ta, boolean tb) {
    return tf.train.batchMatMul(a, b, a.type(), BatchMatMul.adjX(ta), BatchMatMul.adjY(tb));
  }
}
