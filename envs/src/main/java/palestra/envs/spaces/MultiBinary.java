package palestra.envs.spaces;

import java.util.Arrays;
import palestra.envs.seeding.Pcg64;

/** Arrays of zeros and ones. An element is a flat row-major {@code byte[]}. */
public final class MultiBinary implements Space<byte[]> {
  private final int[] shape;
  private final int size;

  /** Arrays of a shape; one length gives vectors. */
  public MultiBinary(int... shape) {
    this.size = Shapes.size(shape);
    if (shape.length == 0 || size == 0) {
      throw new IllegalArgumentException(
          "a MultiBinary's lengths are 1 or more, but got " + Shapes.text(shape));
    }
    this.shape = shape.clone();
  }

  /** Lengths along the axes. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return size;
  }

  @Override
  public boolean contains(Object x) {
    if (!(x instanceof byte[] values) || values.length != size) {
      return false;
    }
    for (byte value : values) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Sampler<byte[]> sampler(long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    return () -> random.bytes(2, size);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MultiBinary space && Arrays.equals(shape, space.shape);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return "MultiBinary(" + (shape.length == 1 ? "" + size : Shapes.text(shape)) + ")";
  }
}
