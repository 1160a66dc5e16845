package palestra.envs.spaces;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What spaces of arrays share. */
final class Shapes {
  private Shapes() {}

  /** Number of elements of an array of this shape. */
  static int size(int[] shape) {
    int size = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "a shape has lengths of 0 or more, but is " + text(shape));
      }
      size = Math.multiplyExact(size, length);
    }
    return size;
  }

  /** A shape as Python prints a tuple. */
  static String text(int[] shape) {
    String lengths =
        Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    return "(" + lengths + (shape.length == 1 ? ",)" : ")");
  }
}
