package palestra.envs.spaces;

import java.util.Arrays;
import palestra.envs.seeding.Pcg64;

/**
 * Arrays of whole numbers, each with a range of its own: element {@code i} is {@code start[i]} to
 * {@code start[i] + nvec[i] - 1}. An element of the space is a flat row-major {@code long[]}.
 */
public final class MultiDiscrete implements Space<long[]> {
  private final long[] nvec;
  private final long[] start;
  private final int[] shape;

  /** A vector of numbers from 0 on. */
  public MultiDiscrete(long... nvec) {
    this(nvec, new long[nvec.length], nvec.length);
  }

  /**
   * Any shape and start.
   *
   * @param nvec how many values each element has, 1 or more
   * @param start each element's smallest value
   * @param shape lengths along the axes
   */
  public MultiDiscrete(long[] nvec, long[] start, int... shape) {
    int size = Shapes.size(shape);
    if (nvec.length != size || start.length != size) {
      throw new IllegalArgumentException(
          "a MultiDiscrete of shape %s has %d counts and starts, but got %d and %d"
              .formatted(Shapes.text(shape), size, nvec.length, start.length));
    }
    for (long n : nvec) {
      if (n < 1) {
        throw new IllegalArgumentException("a MultiDiscrete's counts are 1 or more, but got " + n);
      }
    }
    this.nvec = nvec.clone();
    this.start = start.clone();
    this.shape = shape.clone();
  }

  /** How many values each element has. */
  public long[] nvec() {
    return nvec.clone();
  }

  /** Each element's smallest value. */
  public long[] start() {
    return start.clone();
  }

  /** Lengths along the axes. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return nvec.length;
  }

  /** Whether a value is one of an element's. */
  public boolean contains(int element, long value) {
    return value >= start[element] && value - start[element] < nvec[element];
  }

  @Override
  public boolean contains(Object x) {
    if (!(x instanceof long[] values) || values.length != nvec.length) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] < start[i] || values[i] - start[i] >= nvec[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Sampler<long[]> sampler(long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    return () -> sample(random);
  }

  long[] sample(Pcg64 random) {
    long[] values = new long[nvec.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) (random.random() * nvec[i]) + start[i];
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MultiDiscrete space
        && Arrays.equals(nvec, space.nvec)
        && Arrays.equals(start, space.start)
        && Arrays.equals(shape, space.shape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(nvec) + Arrays.hashCode(start);
  }

  @Override
  public String toString() {
    String counts = ArrayText.array(nvec, shape);
    boolean shifted = Arrays.stream(start).anyMatch(s -> s != 0);
    return shifted
        ? "MultiDiscrete(" + counts + ", start=" + ArrayText.array(start, shape) + ")"
        : "MultiDiscrete(" + counts + ")";
  }
}
