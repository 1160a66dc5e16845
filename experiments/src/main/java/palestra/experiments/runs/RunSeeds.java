package palestra.experiments.runs;

/**
 * The seeds that a run's parts get from the run's one seed. They are spread out, because copy
 * {@code i} of an environment starts from {@code seed + i}: runs with neighbouring seeds must not
 * share episodes.
 */
final class RunSeeds {
  private static final long TRAINING = 1;
  private static final long AGENT = 2;
  private static final long EVALUATION = 3;
  private static final long FINAL = 4;

  private final long seed;

  RunSeeds(long seed) {
    check(seed);
    this.seed = seed;
  }

  static void check(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("--seed must be 0 or more, but is " + seed);
    }
  }

  long training() {
    return spread(TRAINING, 0);
  }

  long agent() {
    return spread(AGENT, 0);
  }

  /** The evaluation after so many steps. */
  long evaluation(long steps) {
    return spread(EVALUATION, steps);
  }

  long finalEvaluation() {
    return spread(FINAL, 0);
  }

  /** 48 bits, so that adding a copy's number stays far from overflow. */
  private long spread(long part, long index) {
    return mix(mix(mix(seed) + part) + index) >>> 16;
  }

  /** SplitMix64's output function (Steele, Lea and Flood, 2014). */
  private static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
