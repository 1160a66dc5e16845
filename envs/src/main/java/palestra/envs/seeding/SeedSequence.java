package palestra.envs.seeding;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * NumPy's {@code SeedSequence}: mixes a seed of any size into good starting states, and spawns
 * children whose streams are independent of its own and of each other.
 *
 * <p>Gives the same words as {@code numpy.random.SeedSequence} for the same entropy and spawn key.
 * The mixing is M. E. O'Neill's {@code seed_seq_fe}.
 */
public final class SeedSequence {
  private static final int POOL_SIZE = 4;
  private static final int INIT_A = 0x43b0d7e5;
  private static final int MULT_A = 0x931e8875;
  private static final int INIT_B = 0x8b51f9dd;
  private static final int MULT_B = 0x58f38ded;
  private static final int MIX_LEFT = 0xca01f9dd;
  private static final int MIX_RIGHT = 0x4973f715;

  private final BigInteger entropy;
  private final int[] spawnKey;
  private final int[] pool = new int[POOL_SIZE];
  private int hashConstant = INIT_A;
  private int spawned;

  /** From a seed of 0 or more. */
  public SeedSequence(long entropy) {
    this(BigInteger.valueOf(entropy));
  }

  /** From a seed of 0 or more, of any size. */
  public SeedSequence(BigInteger entropy) {
    this(entropy, new int[0]);
  }

  private SeedSequence(BigInteger entropy, int[] spawnKey) {
    if (entropy.signum() < 0) {
      throw new IllegalArgumentException("a seed is 0 or more, but is " + entropy);
    }
    this.entropy = entropy;
    this.spawnKey = spawnKey;
    mixEntropy(assembled());
  }

  /**
   * Children with independent streams; the next call gives further ones.
   *
   * @param count how many
   */
  public List<SeedSequence> spawn(int count) {
    List<SeedSequence> children = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int[] key = Arrays.copyOf(spawnKey, spawnKey.length + 1);
      key[spawnKey.length] = spawned++;
      children.add(new SeedSequence(entropy, key));
    }
    return children;
  }

  /** The first {@code words} 32-bit words of the state; the same on every call. */
  public int[] generateState(int words) {
    int[] state = new int[words];
    int constant = INIT_B;
    for (int i = 0; i < words; i++) {
      int data = pool[i % POOL_SIZE] ^ constant;
      constant *= MULT_B;
      data *= constant;
      state[i] = data ^ (data >>> 16);
    }
    return state;
  }

  /** The first {@code words} 64-bit words of the state; the same on every call. */
  public long[] generateLongState(int words) {
    int[] halves = generateState(2 * words);
    long[] state = new long[words];
    for (int i = 0; i < words; i++) {
      state[i] = (halves[2 * i] & 0xffffffffL) | ((long) halves[2 * i + 1] << 32);
    }
    return state;
  }

  /** The seed's 32-bit words, lowest first, then the spawn key. */
  private int[] assembled() {
    int words = Math.max(1, (entropy.bitLength() + 31) / 32);
    // A spawn key must not be taken for part of a short seed.
    int padded = spawnKey.length > 0 ? Math.max(words, POOL_SIZE) : words;
    int[] all = new int[padded + spawnKey.length];
    for (int i = 0; i < words; i++) {
      all[i] = entropy.shiftRight(32 * i).intValue();
    }
    System.arraycopy(spawnKey, 0, all, padded, spawnKey.length);
    return all;
  }

  private void mixEntropy(int[] words) {
    for (int i = 0; i < POOL_SIZE; i++) {
      pool[i] = hash(i < words.length ? words[i] : 0);
    }
    for (int source = 0; source < POOL_SIZE; source++) {
      for (int target = 0; target < POOL_SIZE; target++) {
        if (source != target) {
          pool[target] = mix(pool[target], hash(pool[source]));
        }
      }
    }
    for (int source = POOL_SIZE; source < words.length; source++) {
      for (int target = 0; target < POOL_SIZE; target++) {
        pool[target] = mix(pool[target], hash(words[source]));
      }
    }
  }

  private int hash(int value) {
    int hashed = value ^ hashConstant;
    hashConstant *= MULT_A;
    hashed *= hashConstant;
    return hashed ^ (hashed >>> 16);
  }

  private static int mix(int x, int y) {
    int mixed = MIX_LEFT * x - MIX_RIGHT * y;
    return mixed ^ (mixed >>> 16);
  }
}
