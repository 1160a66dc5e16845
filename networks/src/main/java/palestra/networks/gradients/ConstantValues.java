package palestra.networks.gradients;

import org.tensorflow.GraphOperation;
import org.tensorflow.Tensor;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Reads what a constant operation holds, while the graph is built. */
final class ConstantValues {
  private ConstantValues() {}

  /** The elements of an int32 or int64 constant. */
  static long[] longs(GraphOperation op) {
    if (!op.type().equals("Const")) {
      throw new IllegalArgumentException(op.name() + " must be a constant, but is a " + op.type());
    }
    try (Tensor tensor = op.attributes().getAttrTensor("value")) {
      long[] values = new long[Math.toIntExact(tensor.size())];
      if (tensor instanceof TInt32 ints) {
        for (int i = 0; i < values.length; i++) {
          values[i] = ints.rank() == 0 ? ints.getInt() : ints.getInt(i);
        }
      } else if (tensor instanceof TInt64 longs) {
        for (int i = 0; i < values.length; i++) {
          values[i] = longs.rank() == 0 ? longs.getLong() : longs.getLong(i);
        }
      }
      return values;
    }
  }
}
