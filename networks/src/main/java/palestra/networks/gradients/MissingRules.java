package palestra.networks.gradients;

import static palestra.networks.gradients.Parts.build;
import static palestra.networks.gradients.Parts.by;
import static palestra.networks.gradients.Parts.g;
import static palestra.networks.gradients.Parts.number;
import static palestra.networks.gradients.Parts.x;
import static palestra.networks.gradients.Parts.y;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.math.ReciprocalGrad;
import org.tensorflow.op.math.RsqrtGrad;
import org.tensorflow.op.math.SigmoidGrad;
import org.tensorflow.op.math.SoftplusGrad;
import org.tensorflow.op.math.TanhGrad;
import org.tensorflow.op.nn.EluGrad;
import org.tensorflow.op.nn.Relu6Grad;
import org.tensorflow.op.nn.ReluGrad;
import org.tensorflow.op.nn.SeluGrad;
import org.tensorflow.op.sparse.SparseTensorDenseMatMul;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * Rules of operations for which TensorFlow's C++ registry has none: mostly the gradients' own, so
 * that a gradient can be differentiated once more, as a gradient penalty asks. No rule here may ask
 * the graph for a static shape: {@link RegisteredGradients} has TensorFlow call them while it holds
 * the graph's lock.
 *
 * <p>{@code TopKV2}'s rule takes memory of {@code k} times its input's size.
 */
final class MissingRules {
  static final Map<String, GradientRule> ALL = rules();

  private MissingRules() {}

  private static Map<String, GradientRule> rules() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.put("OnesLike", (tf, op, g) -> by((Operand<?>) null));
    // Of max(x, 0)'s kind: linear in the gradient, flat in the features.
    rules.put("ReluGrad", (tf, op, g) -> by(ReluGrad.create(tf.scope(), g(g), x(op, 1)), null));
    rules.put("Relu6Grad", (tf, op, g) -> by(Relu6Grad.create(tf.scope(), g(g), x(op, 1)), null));
    rules.put(
        "EluGrad",
        (tf, op, g) ->
            by(EluGrad.create(tf.scope(), g(g), x(op, 1)), whereOutputNegative(tf, op, g(g))));
    rules.put(
        "SeluGrad",
        (tf, op, g) ->
            by(SeluGrad.create(tf.scope(), g(g), x(op, 1)), whereOutputNegative(tf, op, g(g))));
    rules.put("TanhGrad", MissingRules::tanhGrad);
    rules.put("SigmoidGrad", MissingRules::sigmoidGrad);
    rules.put("SoftplusGrad", MissingRules::softplusGrad);
    rules.put("SqrtGrad", MissingRules::sqrtGrad);
    rules.put("RsqrtGrad", MissingRules::rsqrtGrad);
    rules.put("ReciprocalGrad", MissingRules::reciprocalGrad);
    rules.put("InvGrad", MissingRules::reciprocalGrad);
    rules.put("BiasAddGrad", MissingRules::biasAddGrad);
    rules.put("StridedSliceGrad", MissingRules::stridedSliceGrad);
    rules.put("Gather", MissingRules::gather);
    rules.put("TopKV2", MissingRules::topK);
    rules.put("SparseSoftmaxCrossEntropyWithLogits", MissingRules::sparseCrossEntropy);
    rules.put("SparseTensorDenseMatMul", MissingRules::sparseProduct);
    rules.putAll(ImageRules.ALL);
    return Map.copyOf(rules);
  }

  /** With {@code y = elu(x)}, or selu: {@code dy = g (y + c)} where y is negative, by y. */
  private static Operand<TFloating> whereOutputNegative(
      Ops tf, GraphOperation op, Operand<TFloating> gg) {
    Operand<TFloating> none = number(tf, gg, 0);
    return tf.select(tf.math.less(x(op, 1), none), tf.math.mul(gg, x(op, 0)), none);
  }

  /** {@code dy (1 - y^2)}. */
  private static List<Operand<?>> tanhGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> y = x(op, 0);
    Operand<TFloating> minusTwo = number(tf, y, -2);
    return by(
        tf.math.mul(tf.math.mul(g(g), minusTwo), tf.math.mul(x(op, 1), y)),
        TanhGrad.create(tf.scope(), y, g(g)));
  }

  /** {@code dy y (1 - y)}. */
  private static List<Operand<?>> sigmoidGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> y = x(op, 0);
    Operand<TFloating> slope = tf.math.sub(number(tf, y, 1), tf.math.mul(number(tf, y, 2), y));
    return by(
        tf.math.mul(tf.math.mul(g(g), x(op, 1)), slope), SigmoidGrad.create(tf.scope(), y, g(g)));
  }

  /** {@code dy sigmoid(x)}. */
  private static List<Operand<?>> softplusGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> x = x(op, 1);
    Operand<TFloating> product = tf.math.mul(g(g), x(op, 0));
    return by(
        SoftplusGrad.create(tf.scope(), g(g), x),
        SigmoidGrad.create(tf.scope(), tf.math.sigmoid(x), product));
  }

  /** {@code dy / (2 y)}. */
  private static List<Operand<?>> sqrtGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> share = tf.math.div(g(g), x(op, 0));
    return by(tf.math.neg(tf.math.mul(share, y(op))), tf.math.mul(number(tf, share, 0.5), share));
  }

  /** {@code -dy y^3 / 2}. */
  private static List<Operand<?>> rsqrtGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> y = x(op, 0);
    Operand<TFloating> product = tf.math.mul(g(g), x(op, 1));
    return by(
        tf.math.mul(tf.math.mul(number(tf, y, -1.5), product), tf.math.square(y)),
        RsqrtGrad.create(tf.scope(), y, g(g)));
  }

  /** {@code -dy y^2}. */
  private static List<Operand<?>> reciprocalGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> y = x(op, 0);
    Operand<TFloating> product = tf.math.mul(g(g), x(op, 1));
    return by(
        tf.math.mul(number(tf, y, -2), tf.math.mul(product, y)),
        ReciprocalGrad.create(tf.scope(), y, g(g)));
  }

  /** A sum over all axes but the channels': each summand has the whole gradient. */
  private static List<Operand<?>> biasAddGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> channels = g(g);
    Operand<TInt32> shape = tf.shape(x(op, 0));
    if (op.attributes().getAttrString("data_format").equals("NCHW")) {
      // [C] stands on the second axis: as many ones behind it as the input has axes after that.
      Operand<TInt32> after =
          tf.onesLike(tf.slice(shape, tf.constant(new int[] {2}), tf.constant(new int[] {-1})));
      channels =
          tf.reshape(
              channels, tf.concat(List.of(tf.constant(new int[] {-1}), after), tf.constant(0)));
    }
    return by(tf.broadcastTo(channels, shape));
  }

  private static List<Operand<?>> stridedSliceGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TFloating> slice =
        build(
            tf,
            "StridedSlice",
            List.of(g(g), op.input(1), op.input(2), op.input(3)),
            op,
            "begin_mask",
            "end_mask",
            "ellipsis_mask",
            "new_axis_mask",
            "shrink_axis_mask");
    return by(null, null, null, null, slice);
  }

  /** Along the first axis, from {@code [rows, ...]}; rows that were read twice get both shares. */
  private static List<Operand<?>> gather(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TInt32> rows = tf.gather(tf.shape(x(op, 0)), tf.constant(0), tf.constant(0));
    return by(tf.math.unsortedSegmentSum(g(g), Parts.integers(op, 1), rows), null);
  }

  private static List<Operand<?>> topK(Ops tf, GraphOperation op, List<Output<?>> g) {
    Operand<TInt32> lastAxis = tf.math.sub(tf.rank(x(op, 0)), tf.constant(1));
    Operand<TInt32> n = tf.gather(tf.shape(x(op, 0)), lastAxis, tf.constant(0));
    Operand<TFloating> places =
        tf.oneHot(Parts.<TNumber>as(op.output(1)), n, number(tf, g(g), 1), number(tf, g(g), 0));
    Operand<TFloating> column = tf.expandDims(g(g), tf.constant(-1));
    return by(tf.sum(tf.math.mul(places, column), tf.constant(-2)), null);
  }

  /**
   * The forward kernel has computed the loss's gradient by the logits, {@code softmax - oneHot}, as
   * its second output; what arrives there, at the second order, passes softmax's Jacobian.
   */
  private static List<Operand<?>> sparseCrossEntropy(
      Ops tf, GraphOperation op, List<Output<?>> gradients) {
    Operand<TFloating> sum = null;
    if (gradients.get(0) != null) {
      sum = tf.math.mul(tf.expandDims(g(gradients), tf.constant(-1)), Parts.as(op.output(1)));
    }
    if (gradients.get(1) != null) {
      Operand<TFloating> probabilities = tf.nn.softmax(x(op, 0));
      Operand<TFloating> weighted = tf.math.mul(Parts.as(gradients.get(1)), probabilities);
      Operand<TFloating> total = tf.sum(weighted, tf.constant(-1), Sum.keepDims(true));
      Operand<TFloating> second = tf.math.sub(weighted, tf.math.mul(total, probabilities));
      sum = sum == null ? second : tf.math.add(sum, second);
    }
    return by(sum, null);
  }

  /** {@code A B} with A given by places {@code [nnz, 2]}, values {@code [nnz]} and shape. */
  private static List<Operand<?>> sparseProduct(Ops tf, GraphOperation op, List<Output<?>> g) {
    boolean turnA = op.attributes().getAttrBool("adjoint_a");
    boolean turnB = op.attributes().getAttrBool("adjoint_b");
    Operand<TInt32> turn = tf.constant(new int[] {1, 0});
    Operand<TNumber> places = Parts.integers(op, 0);
    Operand<TFloating> byB =
        SparseTensorDenseMatMul.create(
            tf.scope(),
            places,
            x(op, 1),
            Parts.longs(op, 2),
            g(g),
            SparseTensorDenseMatMul.adjointA(!turnA));
    Operand<TNumber> rows = tf.gather(places, tf.constant(0), tf.constant(1));
    Operand<TNumber> columns = tf.gather(places, tf.constant(1), tf.constant(1));
    Operand<TFloating> b = turnB ? tf.linalg.transpose(x(op, 3), turn) : x(op, 3);
    Operand<TFloating> ofGradient = tf.gather(g(g), turnA ? columns : rows, tf.constant(0));
    Operand<TFloating> ofB = tf.gather(b, turnA ? rows : columns, tf.constant(0));
    return by(
        null,
        tf.sum(tf.math.mul(ofGradient, ofB), tf.constant(1)),
        null,
        turnB ? tf.linalg.transpose(byB, turn) : byB);
  }
}
