package palestra.envs.spaces;

import palestra.envs.seeding.Pcg64;

/** How composite spaces split a seed among their parts. */
final class Subseeds {
  private Subseeds() {}

  /** A seed for each part, as Gymnasium draws them. */
  static long[] of(long seed, int parts) {
    Pcg64 random = Pcg64.seeded(seed);
    long[] seeds = new long[parts];
    for (int i = 0; i < parts; i++) {
      seeds[i] = random.integers(Integer.MAX_VALUE);
    }
    return seeds;
  }
}
