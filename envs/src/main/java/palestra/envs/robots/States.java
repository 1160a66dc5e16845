package palestra.envs.robots;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays of a mechanism's state, written and read one after the other. */
final class States {
  private States() {}

  static void save(DataOutput out, double[]... arrays) throws IOException {
    for (double[] array : arrays) {
      for (double number : array) {
        out.writeDouble(number);
      }
    }
  }

  static void load(DataInput in, double[]... arrays) throws IOException {
    for (double[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = in.readDouble();
      }
    }
  }
}
