package palestra.envs.spaces;

import java.util.Arrays;
import palestra.envs.seeding.Pcg64;

/**
 * Strings of some characters, of a length in characters between two bounds, both included.
 *
 * <p>Samples draw the characters in the order of {@code charset}. Gymnasium sorts a Python set, and
 * keeps the order of a Python string: sort yours to match the former.
 *
 * @param minLength fewest characters, 0 or more
 * @param maxLength most characters
 * @param charset the characters; doubles are dropped
 */
public record Text(int minLength, int maxLength, String charset) implements Space<String> {
  /** Digits, upper-case and lower-case letters: the character set when none is given. */
  public static final String ALPHANUMERIC =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  public Text {
    if (minLength < 0 || minLength > maxLength) {
      throw new IllegalArgumentException(
          "a Text's lengths are 0 or more and in order, but got %d and %d"
              .formatted(minLength, maxLength));
    }
    charset = text(charset.codePoints().distinct().toArray());
  }

  /** One character or more of {@link #ALPHANUMERIC}. */
  public Text(int maxLength) {
    this(1, maxLength, ALPHANUMERIC);
  }

  @Override
  public boolean contains(Object x) {
    if (!(x instanceof String string)) {
      return false;
    }
    int length = string.codePointCount(0, string.length());
    return length >= minLength
        && length <= maxLength
        && string.codePoints().allMatch(c -> charset.indexOf(c) >= 0);
  }

  @Override
  public Sampler<String> sampler(long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    int[] characters = charset.codePoints().toArray();
    double[] probabilities = new double[characters.length];
    Arrays.fill(probabilities, 1.0 / characters.length);
    return () -> {
      int[] drawn = new int[(int) random.integers(minLength, maxLength + 1L)];
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = characters[random.choice(probabilities)];
      }
      return text(drawn);
    };
  }

  @Override
  public String toString() {
    String sorted = text(charset.codePoints().sorted().toArray());
    return "Text(%d, %d, charset=%s)".formatted(minLength, maxLength, sorted);
  }

  private static String text(int[] codePoints) {
    return new String(codePoints, 0, codePoints.length);
  }
}
