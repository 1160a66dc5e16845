package palestra.experiments.recorder;

import java.util.Locale;

/** Checks that both kinds of recordings share. */
final class Limits {
  /** All examples are kept in memory, four bytes a number. */
  private static final long MOST_NUMBERS = 1L << 29;

  private Limits() {}

  static void check(String data, int count, long seed, int every, double heldOut) {
    if (count < 2) {
      throw new IllegalArgumentException(data + ": count must be at least 2, but is " + count);
    } else if (seed < 0) {
      throw new IllegalArgumentException(data + ": seed must be 0 or more, but is " + seed);
    } else if (every < 1) {
      throw new IllegalArgumentException(data + ": every must be at least 1, but is " + every);
    } else if (!(heldOut >= 0 && heldOut < 1)) {
      throw new IllegalArgumentException(
          data + ": heldOut must be from 0 to below 1, but is " + heldOut);
    }
  }

  static void memory(String data, int count, long numbers) {
    if (count * numbers > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %d examples of %d numbers take %.1f GB of memory; take fewer or smaller ones",
              data,
              count,
              numbers,
              4e-9 * count * numbers));
    }
  }
}
