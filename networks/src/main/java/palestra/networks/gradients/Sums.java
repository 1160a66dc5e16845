package palestra.networks.gradients;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Sums of the gradients that arrive at one place.
 *
 * <p>A weight that is used at every step of a sequence gets a product {@code a_t^T g_t} from each.
 * Their sum is one product, of all a_t and all g_t below each other, which takes one large matrix
 * product instead of many small ones. Few terms stay a plain sum: there is nothing to gain.
 */
final class Sums {
  private static final int LEAST_PRODUCTS = 4;

  private Sums() {}

  static Operand<TFloating> of(Ops tf, List<Operand<?>> terms) {
    if (terms.size() >= LEAST_PRODUCTS && terms.stream().allMatch(Sums::productOverRows)) {
      return product(tf, terms);
    }
    List<Operand<TFloating>> numbers = new ArrayList<>();
    terms.forEach(term -> numbers.add(Parts.as(term)));
    return tf.math.addN(numbers);
  }

  private static boolean productOverRows(Operand<?> term) {
    GraphOperation op = (GraphOperation) term.op();
    return op.type().equals("MatMul")
        && op.attributes().getAttrBool("transpose_a")
        && !op.attributes().getAttrBool("transpose_b")
        && !op.input(0).shape().hasUnknownDimension()
        && !op.input(1).shape().hasUnknownDimension();
  }

  private static Operand<TFloating> product(Ops tf, List<Operand<?>> terms) {
    List<Operand<TFloating>> left = new ArrayList<>();
    List<Operand<TFloating>> right = new ArrayList<>();
    for (Operand<?> term : terms) {
      GraphOperation op = (GraphOperation) term.op();
      left.add(Parts.as(op.input(0)));
      right.add(Parts.as(op.input(1)));
    }
    Operand<TInt32> rows = tf.constant(0);
    return tf.linalg.matMul(tf.concat(left, rows), tf.concat(right, rows), MatMul.transposeA(true));
  }
}
