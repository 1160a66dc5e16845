package palestra.networks.gradients;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** What rules are written with: an operation's inputs, outputs, gradients, attributes. */
final class Parts {
  private Parts() {}

  /** Input {@code i}. */
  static Operand<TFloating> x(GraphOperation op, int i) {
    return as(op.input(i));
  }

  /** The first output. */
  static Operand<TFloating> y(GraphOperation op) {
    return as(op.output(0));
  }

  /** The gradient by the first output. */
  static Operand<TFloating> g(List<Output<?>> gradients) {
    return as(gradients.get(0));
  }

  static Operand<TInt32> ints(GraphOperation op, int i) {
    return as(op.input(i));
  }

  static Operand<TInt64> longs(GraphOperation op, int i) {
    return as(op.input(i));
  }

  static Operand<TNumber> integers(GraphOperation op, int i) {
    return as(op.input(i));
  }

  static Operand<TBool> bools(GraphOperation op, int i) {
    return as(op.input(i));
  }

  /** The gradients by each input; null where none flows. */
  static List<Operand<?>> by(Operand<?>... gradients) {
    return new ArrayList<>(Arrays.asList(gradients));
  }

  /** A scalar constant of the element type of {@code like}. */
  static Operand<TFloating> number(Ops tf, Operand<?> like, double value) {
    return switch (like.asOutput().dataType()) {
      case DT_FLOAT, DT_FLOAT_REF -> as(tf.constant((float) value));
      case DT_DOUBLE, DT_DOUBLE_REF -> as(tf.constant(value));
      default -> as(tf.dtypes.cast(tf.constant((float) value), like.type()));
    };
  }

  /** Whether numbers of this type have gradients. */
  static boolean floating(DataType type) {
    return switch (type) {
      case DT_FLOAT, DT_DOUBLE, DT_HALF, DT_BFLOAT16 -> true;
      case DT_FLOAT_REF, DT_DOUBLE_REF, DT_HALF_REF, DT_BFLOAT16_REF -> true;
      default -> false;
    };
  }

  /** Adds an operation that takes some attributes over from another. */
  static Operand<TFloating> build(
      Ops tf, String type, List<Operand<?>> inputs, GraphOperation from, String... attributes) {
    OperationBuilder builder = tf.scope().opBuilder(type, type);
    inputs.forEach(input -> builder.addInput(input.asOutput()));
    for (String name : attributes) {
      var value = from.attributes().getAttrValueProto(name);
      switch (value.getValueCase()) {
        case I -> builder.setAttr(name, value.getI());
        case F -> builder.setAttr(name, value.getF());
        case B -> builder.setAttr(name, value.getB());
        case S -> builder.setAttr(name, value.getS().toByteArray());
        case LIST ->
            builder.setAttr(
                name, value.getList().getIList().stream().mapToLong(Long::longValue).toArray());
        default -> throw new IllegalArgumentException("attribute " + name + " of " + from.name());
      }
    }
    return as(builder.build().output(0));
  }

  /** The same operand: TensorFlow has checked its type where the graph was built. */
  @SuppressWarnings("unchecked")
  static <T extends TType> Operand<T> as(Operand<?> operand) {
    return (Operand<T>) operand;
  }
}
