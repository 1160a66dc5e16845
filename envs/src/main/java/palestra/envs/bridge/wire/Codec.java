package palestra.envs.bridge.wire;

import java.nio.ByteBuffer;
import java.util.List;
import palestra.envs.spaces.DType;

/**
 * How the elements of one space lie in memory. All numbers are of native byte order, each at a
 * multiple of its own size from the row's start, so that NumPy and TensorFlow read them in place.
 */
interface Codec {

  /** Bytes an element takes. */
  int bytes();

  /** The element's own start is a multiple of this. */
  int alignment();

  /** The element that lies at a place. */
  Object read(ByteBuffer memory, int at);

  /**
   * Writes an element to a place.
   *
   * @throws IllegalArgumentException if there is not room enough; says which limit to raise
   */
  void write(Object element, ByteBuffer memory, int at);

  /** Adds the arrays that an element is made of, each named by its path. */
  void fields(String path, int at, List<RowLayout.Field> fields);

  /** How many numbers the flat form of an element has. */
  int flatSize();

  /** Element type of the flat form. */
  DType flatType();

  /**
   * Writes the bounds of the flat form.
   *
   * @return where the next one would begin
   */
  int flatBounds(double[] low, double[] high, int from);

  /**
   * Writes the flat form of the element at a place over zeros.
   *
   * @return where the next one would begin
   */
  int flatten(ByteBuffer memory, int at, double[] target, int from);

  /** The next multiple. */
  static int aligned(int at, int alignment) {
    return (at + alignment - 1) / alignment * alignment;
  }

  /** Path of a part. */
  static String path(String whole, String part) {
    return whole.isEmpty() ? part : whole + "." + part;
  }
}
