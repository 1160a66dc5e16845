package palestra.networks.internal;

/** Seeds for parts of a model, each from the model's seed and the part's name. */
public final class Seeds {
  private Seeds() {}

  /** A seed that depends on every bit of {@code seed} and every character of {@code name}. */
  public static long of(long seed, String name) {
    long mixed = mix(seed);
    for (int i = 0; i < name.length(); i++) {
      mixed = mix(mixed ^ name.charAt(i));
    }
    return mixed;
  }

  /** The finaliser of SplitMix64 (Steele et al. 2014) after one golden-ratio step. */
  private static long mix(long state) {
    long z = state + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
