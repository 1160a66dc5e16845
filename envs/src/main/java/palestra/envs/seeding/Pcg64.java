package palestra.envs.seeding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * NumPy's default generator, PCG64 (128 bits of state, output XSL-RR), and the draws of {@code
 * numpy.random.Generator} on it: the same seed and the same calls give the same numbers.
 *
 * <p>M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
 * Random Number Generation", 2014. The draws inherited from {@link RandomGenerator}, such as {@code
 * nextInt(int)}, are Java's own and have no counterpart in NumPy. Not thread safe.
 */
public final class Pcg64 implements RandomGenerator, Generator {
  private static final long MULTIPLIER_HIGH = 0x2360ed051fc65da4L;
  private static final long MULTIPLIER_LOW = 0x4385df649fccf645L;
  private static final double DOUBLE_UNIT = 0x1p-53;
  private static final float FLOAT_UNIT = 0x1p-24f;

  private long stateHigh;
  private long stateLow;
  private long incrementHigh;
  private long incrementLow;
  // A 32-bit draw takes half of a 64-bit one; the other half waits here for the next 32-bit draw.
  private boolean halfWaits;
  private int half;

  /** {@code PCG64(seedSequence)}. */
  public Pcg64(SeedSequence seed) {
    long[] words = seed.generateLongState(4);
    incrementHigh = words[2] << 1 | words[3] >>> 63;
    incrementLow = words[3] << 1 | 1;
    advance();
    add(words[0], words[1]);
    advance();
  }

  private Pcg64() {}

  /** {@code default_rng(seed)}, which is also the generator of an environment reset with a seed. */
  public static Pcg64 seeded(long seed) {
    return new Pcg64(new SeedSequence(seed));
  }

  /** The generator whose state {@link #save} wrote. */
  public static Pcg64 load(DataInput in) throws IOException {
    Pcg64 random = new Pcg64();
    random.stateHigh = in.readLong();
    random.stateLow = in.readLong();
    random.incrementHigh = in.readLong();
    random.incrementLow = in.readLong();
    random.halfWaits = in.readBoolean();
    random.half = in.readInt();
    return random;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(stateHigh);
    out.writeLong(stateLow);
    out.writeLong(incrementHigh);
    out.writeLong(incrementLow);
    out.writeBoolean(halfWaits);
    out.writeInt(half);
  }

  @Override
  public Pcg64 copy() {
    Pcg64 random = new Pcg64();
    random.set(this);
    return random;
  }

  @Override
  public void set(Generator generator) {
    if (!(generator instanceof Pcg64 other)) {
      throw new IllegalArgumentException("a PCG64 cannot take over " + generator);
    }
    stateHigh = other.stateHigh;
    stateLow = other.stateLow;
    incrementHigh = other.incrementHigh;
    incrementLow = other.incrementLow;
    halfWaits = other.halfWaits;
    half = other.half;
  }

  /** 64 random bits. */
  @Override
  public long nextLong() {
    advance();
    return Long.rotateRight(stateHigh ^ stateLow, (int) (stateHigh >>> 58));
  }

  /** 32 random bits: the lower half of a 64-bit draw, then its upper half. */
  public int nextUint32() {
    if (halfWaits) {
      halfWaits = false;
      return half;
    }
    long bits = nextLong();
    halfWaits = true;
    half = (int) (bits >>> 32);
    return (int) bits;
  }

  /** {@code random()}: uniform in [0, 1). */
  public double random() {
    return (nextLong() >>> 11) * DOUBLE_UNIT;
  }

  /** {@code random(dtype=float32)}: uniform in [0, 1). */
  public float randomFloat() {
    return (nextUint32() >>> 8) * FLOAT_UNIT;
  }

  /** {@code uniform(low, high)}: uniform in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * random();
  }

  /** {@code integers(n)}: one of 0 to n - 1. */
  public long integers(long n) {
    return integers(0, n);
  }

  /**
   * {@code integers(low, high)}: one of low to high - 1, by D. Lemire's method.
   *
   * @throws IllegalArgumentException unless low is below high
   */
  public long integers(long low, long high) {
    if (low >= high) {
      throw new IllegalArgumentException("low " + low + " is not below high " + high);
    }
    long range = high - 1 - low;
    if (range == 0) {
      return low;
    }
    if (Long.compareUnsigned(range, 0xffffffffL) > 0) {
      return low + (range == -1 ? nextLong() : bounded64(range));
    }
    return low + (range == 0xffffffffL ? nextUint32() & 0xffffffffL : bounded32(range));
  }

  private long bounded32(long range) {
    long count = range + 1;
    long product = (nextUint32() & 0xffffffffL) * count;
    if ((product & 0xffffffffL) < count) {
      long threshold = (0xffffffffL - range) % count;
      while ((product & 0xffffffffL) < threshold) {
        product = (nextUint32() & 0xffffffffL) * count;
      }
    }
    return product >>> 32;
  }

  private long bounded64(long range) {
    long count = range + 1;
    long bits = nextLong();
    if (Long.compareUnsigned(bits * count, count) < 0) {
      long threshold = Long.remainderUnsigned(-1 - range, count);
      while (Long.compareUnsigned(bits * count, threshold) < 0) {
        bits = nextLong();
      }
    }
    return multiplyHigh(bits, count);
  }

  /**
   * {@code integers(0, n, size, dtype=int8)} for n of 1 to 256: four draws share 32 random bits.
   *
   * @param n number of values, from 0 on
   * @param size how many draws
   */
  public byte[] bytes(int n, int size) {
    byte[] draws = new byte[size];
    if (n < 1 || n > 256) {
      throw new IllegalArgumentException("n is 1 to 256, but is " + n);
    }
    if (n == 1) {
      return draws;
    }
    int threshold = (256 - n) % n;
    int bits = 0;
    int left = 0;
    for (int i = 0; i < size; i++) {
      int product;
      do {
        bits = left == 0 ? nextUint32() : bits >>> 8;
        left = left == 0 ? 3 : left - 1;
        product = (bits & 0xff) * n;
      } while ((product & 0xff) < threshold);
      draws[i] = (byte) (product >>> 8);
    }
    return draws;
  }

  /** {@code standard_normal()}. */
  public double standardNormal() {
    return Ziggurat.normal(this);
  }

  /** {@code standard_normal(dtype=float32)}. */
  public float standardNormalFloat() {
    return Ziggurat.normalFloat(this);
  }

  /** {@code standard_exponential()}. */
  public double standardExponential() {
    return Ziggurat.exponential(this);
  }

  /** {@code geometric(p)}: the number of tries up to the first success, for p below a third. */
  public long geometric(double p) {
    if (!(p > 0 && p < 1.0 / 3)) {
      throw new IllegalArgumentException("p is above 0 and below 1/3, but is " + p);
    }
    return (long) Math.ceil(-standardExponential() / Math.log1p(-p));
  }

  /** {@code poisson(lambda)}, for means below 10. */
  public long poisson(double lambda) {
    if (!(lambda >= 0 && lambda < 10)) {
      throw new IllegalArgumentException("lambda is 0 or more and below 10, but is " + lambda);
    }
    if (lambda == 0) {
      return 0;
    }
    double limit = Math.exp(-lambda);
    long count = 0;
    for (double product = random(); product > limit; product *= random()) {
      count++;
    }
    return count;
  }

  /**
   * {@code choice(n, p=probabilities)} with replacement.
   *
   * @param probabilities of each index; they sum to 1
   */
  public int choice(double[] probabilities) {
    double total = 0;
    for (double probability : probabilities) {
      total += probability;
    }
    double draw = random();
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      sum += probabilities[i];
      if (draw < sum / total) {
        return i;
      }
    }
    return probabilities.length - 1;
  }

  /** {@code shuffle(values)}. */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = (int) interval(i);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }

  /** {@code permutation(n)}: 0 to n - 1 in random order. */
  public int[] permutation(int n) {
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
    }
    shuffle(values);
    return values;
  }

  /** NumPy's {@code random_interval}: one of 0 to max by masking and rejection. */
  private long interval(int max) {
    int mask = -1 >>> Integer.numberOfLeadingZeros(max);
    int value;
    do {
      value = nextUint32() & mask;
    } while (value > max);
    return value;
  }

  private void advance() {
    long low = stateLow * MULTIPLIER_LOW;
    long high =
        multiplyHigh(stateLow, MULTIPLIER_LOW)
            + stateHigh * MULTIPLIER_LOW
            + stateLow * MULTIPLIER_HIGH;
    stateHigh = high;
    stateLow = low;
    add(incrementHigh, incrementLow);
  }

  private void add(long high, long low) {
    stateLow += low;
    stateHigh += high + (Long.compareUnsigned(stateLow, low) < 0 ? 1 : 0);
  }

  /** The upper 64 bits of an unsigned product. */
  private static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }

  /** Whether the other generator is in the same state. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Pcg64 random
        && stateHigh == random.stateHigh
        && stateLow == random.stateLow
        && incrementHigh == random.incrementHigh
        && incrementLow == random.incrementLow
        && halfWaits == random.halfWaits
        && (!halfWaits || half == random.half);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(stateHigh ^ 31 * stateLow ^ 31 * 31 * incrementLow);
  }

  @Override
  public String toString() {
    return String.format("PCG64(state=%016x%016x)", stateHigh, stateLow);
  }
}
