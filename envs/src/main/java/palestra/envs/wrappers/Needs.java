package palestra.envs.wrappers;

import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Space;

/** Says what a wrapper needs of the environment it is put around. */
final class Needs {
  private Needs() {}

  /** Refuses a space. */
  static void require(boolean fits, String need, Space<?> space) {
    if (!fits) {
      throw new IllegalArgumentException("needs " + need + ", but it has " + space);
    }
  }

  /** A box whose elements are all bounded. */
  static Box<?> bounded(String what, Space<?> space) {
    require(
        space instanceof Box<?> box && box.bounded(),
        what + " in a Box that is bounded on every side",
        space);
    return (Box<?>) space;
  }

  /** A bounded box of floats. */
  static Box<?> boundedFloats(String what, Space<?> space) {
    require(
        space instanceof Box<?> box && box.bounded() && floating(box),
        what + " in a Box of floats that is bounded on every side",
        space);
    return (Box<?>) space;
  }

  static boolean floating(Box<?> box) {
    return box.dtype() == DType.FLOAT32 || box.dtype() == DType.FLOAT64;
  }

  /** Whether a box is a picture: bytes from 0 to 255. */
  static boolean picture(Space<?> space) {
    if (!(space instanceof Box<?> box) || box.dtype() != DType.UINT8) {
      return false;
    }
    boolean full = true;
    for (int i = 0; i < box.size(); i++) {
      full &= box.low(i) == 0 && box.high(i) == 255;
    }
    return full;
  }

  /** Refuses a whole number below its least. */
  static int atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + least + " or more, but is " + value);
    }
    return value;
  }
}
