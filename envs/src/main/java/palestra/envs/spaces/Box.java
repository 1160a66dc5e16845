package palestra.envs.spaces;

import java.util.Arrays;
import palestra.envs.seeding.Pcg64;

/**
 * Arrays whose elements each lie in an interval of their own, closed or unbounded on either side.
 *
 * <p>An element is a flat row-major array of the primitive type that fits the element type: {@code
 * float[]} for {@code FLOAT32} and {@code FLOAT16}, {@code double[]} for {@code FLOAT64}, {@code
 * byte[]} for {@code INT8} and (read as 0 to 255) {@code UINT8}, likewise {@code short[]}, {@code
 * int[]} and {@code long[]} with a sign and without, and {@code boolean[]}.
 *
 * <p>A sample is uniform where both sides are bounded, shifted exponential where one is, and normal
 * where none is. Bounds of {@code INT64} beyond 2^53 are kept as the nearest double.
 *
 * @param <T> the primitive array type
 */
public final class Box<T> implements Space<T> {
  private final DType dtype;
  private final int[] shape;
  private final double[] low;
  private final double[] high;
  private final boolean[] boundedBelow;
  private final boolean[] boundedAbove;

  private Box(DType dtype, double[] low, double[] high, int[] shape) {
    int size = Shapes.size(shape);
    if (low.length != size || high.length != size) {
      throw new IllegalArgumentException(
          "a Box of shape %s has %d lower and upper bounds, but got %d and %d"
              .formatted(Shapes.text(shape), size, low.length, high.length));
    }
    this.dtype = dtype;
    this.shape = shape.clone();
    this.low = new double[size];
    this.high = new double[size];
    this.boundedBelow = new boolean[size];
    this.boundedAbove = new boolean[size];
    for (int i = 0; i < size; i++) {
      if (!(low[i] <= high[i])) {
        throw new IllegalArgumentException(
            "a Box's low is at most its high, but element %d has %s and %s"
                .formatted(i, low[i], high[i]));
      }
      boundedBelow[i] = low[i] != Double.NEGATIVE_INFINITY;
      boundedAbove[i] = high[i] != Double.POSITIVE_INFINITY;
      this.low[i] = inRange(low[i]);
      this.high[i] = inRange(high[i]);
    }
  }

  /** The same bounds for every element. */
  public static Box<float[]> float32(float low, float high, int... shape) {
    return new Box<>(DType.FLOAT32, filled(low, shape), filled(high, shape), shape);
  }

  /** Bounds for each element of a vector. */
  public static Box<float[]> float32(float[] low, float[] high) {
    return new Box<>(DType.FLOAT32, doubles(low), doubles(high), new int[] {low.length});
  }

  /** The same bounds for every element. */
  public static Box<double[]> float64(double low, double high, int... shape) {
    return new Box<>(DType.FLOAT64, filled(low, shape), filled(high, shape), shape);
  }

  /** Bounds for each element of a vector. */
  public static Box<double[]> float64(double[] low, double[] high) {
    return new Box<>(DType.FLOAT64, low, high, new int[] {low.length});
  }

  /** The same bounds, from 0 to 255, for every element. */
  public static Box<byte[]> uint8(int low, int high, int... shape) {
    return new Box<>(DType.UINT8, filled(low, shape), filled(high, shape), shape);
  }

  /** Truth values. */
  public static Box<boolean[]> bool(int... shape) {
    return new Box<>(DType.BOOL, filled(0, shape), filled(1, shape), shape);
  }

  /**
   * A box of any element type.
   *
   * @param low lower bounds in row-major order; negative infinity for none
   * @param high upper bounds in row-major order; infinity for none
   */
  public static Box<?> of(DType dtype, double[] low, double[] high, int... shape) {
    return new Box<>(dtype, low, high, shape);
  }

  public DType dtype() {
    return dtype;
  }

  /** Lengths along the axes. */
  public int[] shape() {
    return shape.clone();
  }

  /** Number of elements. */
  public int size() {
    return low.length;
  }

  /** Lower bound of one element; negative infinity for none. */
  public double low(int element) {
    return low[element];
  }

  /** Upper bound of one element; infinity for none. */
  public double high(int element) {
    return high[element];
  }

  /** Whether one element has a lower bound; whole-number types have none from an infinite one. */
  public boolean boundedBelow(int element) {
    return boundedBelow[element];
  }

  /** Whether one element has an upper bound. */
  public boolean boundedAbove(int element) {
    return boundedAbove[element];
  }

  /** Whether every element is bounded on both sides. */
  public boolean bounded() {
    boolean bounded = true;
    for (int i = 0; i < low.length; i++) {
      bounded &= boundedBelow[i] && boundedAbove[i];
    }
    return bounded;
  }

  @Override
  public boolean contains(Object x) {
    if (!Elements.fits(x, dtype) || Elements.length(x) != low.length) {
      return false;
    }
    for (int i = 0; i < low.length; i++) {
      double value = Elements.get(x, dtype, i);
      if (!(value >= low[i] && value <= high[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Sampler<T> sampler(long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    return () -> sample(random);
  }

  /** An element drawn from a generator. */
  @SuppressWarnings("unchecked") // the factories pair each element type with its array type
  T sample(Pcg64 random) {
    double[] drawn = new double[low.length];
    // Each kind of interval in one sweep, in Gymnasium's order.
    for (int i = 0; i < drawn.length; i++) {
      if (!boundedBelow[i] && !boundedAbove[i]) {
        drawn[i] = random.standardNormal();
      }
    }
    for (int i = 0; i < drawn.length; i++) {
      if (boundedBelow[i] && !boundedAbove[i]) {
        drawn[i] = random.standardExponential() + low[i];
      }
    }
    double inclusive = floating() ? 0 : 1;
    for (int i = 0; i < drawn.length; i++) {
      if (!boundedBelow[i] && boundedAbove[i]) {
        drawn[i] = -random.standardExponential() + (high[i] + inclusive);
      }
    }
    for (int i = 0; i < drawn.length; i++) {
      if (boundedBelow[i] && boundedAbove[i]) {
        drawn[i] = random.uniform(low[i], high[i] + inclusive);
      }
    }
    if (!floating()) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = Math.max(low[i], Math.min(high[i], Math.floor(drawn[i])));
      }
    }
    return (T) Elements.cast(drawn, dtype);
  }

  /** This box {@code n} times over, with a new first axis. */
  Box<T> batch(int n) {
    int[] longer = new int[shape.length + 1];
    longer[0] = n;
    System.arraycopy(shape, 0, longer, 1, shape.length);
    double[] lows = new double[n * low.length];
    double[] highs = new double[n * low.length];
    for (int i = 0; i < n; i++) {
      System.arraycopy(low, 0, lows, i * low.length, low.length);
      System.arraycopy(high, 0, highs, i * low.length, low.length);
    }
    return new Box<>(dtype, lows, highs, longer);
  }

  private boolean floating() {
    return dtype.floating();
  }

  /** A bound as the element type holds it; whole-number types have no infinity but an end. */
  private double inRange(double bound) {
    if (floating()) {
      return switch (dtype) {
        case FLOAT16 -> Halves.toFloat(Halves.of((float) bound));
        case FLOAT32 -> (float) bound;
        default -> bound;
      };
    }
    double min = Elements.min(dtype);
    double max = Elements.max(dtype);
    boolean signed = min < 0;
    if (Double.isInfinite(bound) ? !signed : bound < min || bound > max) {
      throw new IllegalArgumentException(
          "a Box of %s has bounds from %.0f to %.0f, but got %s"
              .formatted(dtype.numpyName(), min, max, bound));
    }
    return Math.max(min, Math.min(max, bound));
  }

  private static double[] filled(double bound, int[] shape) {
    double[] bounds = new double[Shapes.size(shape)];
    Arrays.fill(bounds, bound);
    return bounds;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Box<?> box
        && dtype == box.dtype
        && Arrays.equals(shape, box.shape)
        && Arrays.equals(low, box.low)
        && Arrays.equals(high, box.high);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(low) + Arrays.hashCode(high);
  }

  @Override
  public String toString() {
    boolean single = dtype != DType.FLOAT64;
    return "Box(%s, %s, %s, %s)"
        .formatted(text(low, single), text(high, single), Shapes.text(shape), dtype.numpyName());
  }

  private String text(double[] bounds, boolean single) {
    if (dtype == DType.BOOL) {
      return bounds.length > 0 && bounds[0] > 0 ? "True" : "False";
    }
    return ArrayText.bounds(bounds, shape, floating(), single);
  }
}
