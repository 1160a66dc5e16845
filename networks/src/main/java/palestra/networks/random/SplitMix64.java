package palestra.networks.random;

import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators"): a
 * counter that grows by the golden ratio, each value scrambled. Its whole state is one {@code long}
 * that can be read and set, so a checkpoint can hold it, which the JDK's own generators do not
 * allow. Uniform and normal numbers are those of {@link RandomGenerator}. Not thread safe.
 */
public final class SplitMix64 implements RandomGenerator {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
  private long state;

  /** A generator that starts at {@code seed}; nearby seeds give unrelated streams. */
  public SplitMix64(long seed) {
    this.state = scramble(seed);
  }

  /** All there is to know for going on at this point. */
  public long state() {
    return state;
  }

  /** Goes on where another generator had this state. */
  public void setState(long state) {
    this.state = state;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_RATIO;
    return scramble(state);
  }

  private static long scramble(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
