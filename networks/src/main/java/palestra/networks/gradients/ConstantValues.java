package palestra.networks.gradients;

import org.tensorflow.GraphOperation;
import org.tensorflow.Tensor;
import org.tensorflow.proto.DataType;

/** Reads what a constant operation holds, while the graph is built. */
final class ConstantValues {
  private ConstantValues() {}

  /** The elements of an int32 or int64 constant. */
  static long[] longs(GraphOperation op) {
    if (!op.type().equals("Const")) {
      throw new IllegalArgumentException(op.name() + " must be a constant, but is a " + op.type());
    }
    try (Tensor tensor = op.attributes().getAttrTensor("value")) {
      var data = tensor.asRawTensor().data();
      long[] values = new long[Math.toIntExact(tensor.size())];
      if (tensor.dataType() == DataType.DT_INT32) {
        var ints = data.asInts();
        for (int i = 0; i < values.length; i++) {
          values[i] = ints.getInt(i);
        }
      } else if (tensor.dataType() == DataType.DT_INT64) {
        data.asLongs().read(values);
      } else {
        throw new IllegalArgumentException(
            op.name() + " must hold integers, but holds " + tensor.dataType());
      }
      return values;
    }
  }
}
