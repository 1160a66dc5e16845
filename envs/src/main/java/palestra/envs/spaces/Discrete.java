package palestra.envs.spaces;

import palestra.envs.seeding.Pcg64;

/**
 * The whole numbers {@code start} to {@code start + n - 1}, as {@code Long}.
 *
 * @param n how many there are, 1 or more
 * @param start the smallest
 */
public record Discrete(long n, long start) implements Space<Long> {
  public Discrete {
    if (n < 1) {
      throw new IllegalArgumentException("a Discrete has 1 element or more, but got " + n);
    }
  }

  /** The numbers 0 to n - 1. */
  public Discrete(long n) {
    this(n, 0);
  }

  /** Whether the number is an element. */
  public boolean contains(long x) {
    return x >= start && x - start < n;
  }

  @Override
  public boolean contains(Object x) {
    return x instanceof Long number && contains(number.longValue());
  }

  @Override
  public Sampler<Long> sampler(long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    return () -> start + random.integers(n);
  }

  @Override
  public String toString() {
    return start == 0 ? "Discrete(" + n + ")" : "Discrete(" + n + ", start=" + start + ")";
  }
}
