package palestra.envs.seeding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * NumPy's legacy {@code numpy.random.RandomState} on the Mersenne Twister MT19937: the same seed
 * and the same calls give the same numbers.
 *
 * <p>M. Matsumoto and T. Nishimura, "Mersenne Twister: A 623-Dimensionally Equidistributed Uniform
 * Pseudo-Random Number Generator", 1998. Not thread safe.
 */
public final class RandomState implements Generator {
  private static final int WORDS = 624;
  private static final int SHIFT = 397;
  private static final int TWIST = 0x9908b0df;
  private static final int SEED_MULTIPLIER = 1812433253;
  private static final int ARRAY_SEED = 19650218;
  private static final int ARRAY_MULTIPLIER = 1664525;
  private static final int ARRAY_SECOND_MULTIPLIER = 1566083941;
  private static final double DOUBLE_UNIT = 0x1p-53;

  private final int[] words = new int[WORDS];
  private int position = WORDS;

  private RandomState() {}

  /**
   * {@code RandomState(seed)}. NumPy refuses one integer above 2^32 - 1; here such a seed is taken
   * as NumPy takes an array, {@code RandomState([lower 32 bits, upper 32 bits])}.
   *
   * @throws IllegalArgumentException if the seed is negative
   */
  public static RandomState seeded(long seed) {
    if (seed < 0) {
      throw new IllegalArgumentException("a seed is 0 or more, but is " + seed);
    }
    RandomState random = new RandomState();
    if (seed >>> Integer.SIZE == 0) {
      random.initialize((int) seed);
    } else {
      random.initialize(new int[] {(int) seed, (int) (seed >>> Integer.SIZE)});
    }
    return random;
  }

  private void initialize(int seed) {
    words[0] = seed;
    for (int i = 1; i < WORDS; i++) {
      words[i] = SEED_MULTIPLIER * mixed(i - 1) + i;
    }
  }

  /** Matsumoto and Nishimura's initialisation by an array, of fewer words than the state has. */
  private void initialize(int[] key) {
    initialize(ARRAY_SEED);
    int i = 1;
    for (int k = 0; k < WORDS; k++) {
      words[i] =
          (words[i] ^ (mixed(i - 1) * ARRAY_MULTIPLIER)) + key[k % key.length] + k % key.length;
      i = next(i);
    }
    for (int k = 0; k < WORDS - 1; k++) {
      words[i] = (words[i] ^ (mixed(i - 1) * ARRAY_SECOND_MULTIPLIER)) - i;
      i = next(i);
    }
    words[0] = 0x80000000;
  }

  private int mixed(int i) {
    return words[i] ^ (words[i] >>> 30);
  }

  /** The next place in an array's initialisation, which starts over with its last word. */
  private int next(int i) {
    if (i + 1 < WORDS) {
      return i + 1;
    }
    words[0] = words[WORDS - 1];
    return 1;
  }

  /** The generator whose state {@link #save} wrote. */
  public static RandomState load(DataInput in) throws IOException {
    RandomState random = new RandomState();
    random.position = in.readInt();
    for (int i = 0; i < WORDS; i++) {
      random.words[i] = in.readInt();
    }
    return random;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(position);
    for (int word : words) {
      out.writeInt(word);
    }
  }

  @Override
  public RandomState copy() {
    RandomState random = new RandomState();
    random.set(this);
    return random;
  }

  @Override
  public void set(Generator other) {
    if (!(other instanceof RandomState random)) {
      throw new IllegalArgumentException("a RandomState cannot take over " + other);
    }
    System.arraycopy(random.words, 0, words, 0, WORDS);
    position = random.position;
  }

  /** 32 random bits. */
  public int nextUint32() {
    if (position == WORDS) {
      twist();
    }
    int word = words[position++];
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return word ^ word >>> 18;
  }

  /** {@code random_sample()}: a double in [0, 1). */
  public double random() {
    long high = Integer.toUnsignedLong(nextUint32()) >>> 5;
    long low = Integer.toUnsignedLong(nextUint32()) >>> 6;
    return ((high << 26) | low) * DOUBLE_UNIT;
  }

  /**
   * {@code randint(low, high)}: a whole number from {@code low} to {@code high - 1}. As in NumPy,
   * nothing is drawn where there is one alone.
   */
  public int randint(int low, int high) {
    if (low >= high) {
      throw new IllegalArgumentException("low is below high, but got " + low + " and " + high);
    }
    int largest = high - 1 - low;
    if (largest == 0) {
      return low;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(largest);
    int number = nextUint32() & mask;
    while (Integer.compareUnsigned(number, largest) > 0) {
      number = nextUint32() & mask;
    }
    return low + number;
  }

  /** {@code choice(len(p), p=p)}: an index, drawn with these probabilities. */
  public int choice(double[] probabilities) {
    double total = 0;
    for (double probability : probabilities) {
      total += probability;
    }
    double drawn = random();
    double sum = 0;
    for (int i = 0; i < probabilities.length - 1; i++) {
      sum += probabilities[i];
      if (drawn < sum / total) {
        return i;
      }
    }
    return probabilities.length - 1;
  }

  private void twist() {
    for (int i = 0; i < WORDS; i++) {
      int next = i + 1 == WORDS ? 0 : i + 1;
      int far = i + SHIFT < WORDS ? i + SHIFT : i + SHIFT - WORDS;
      int mixed = (words[i] & 0x80000000) | (words[next] & 0x7fffffff);
      words[i] = words[far] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : TWIST);
    }
    position = 0;
  }

  /** Whether the other generator is in the same state. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RandomState random
        && position == random.position
        && Arrays.equals(words, random.words);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(words) + position;
  }

  @Override
  public String toString() {
    return "RandomState(position=" + position + ")";
  }
}
