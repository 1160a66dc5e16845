package palestra.envs;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import palestra.envs.seeding.Generator;
import palestra.envs.seeding.Pcg64;

/**
 * How an episode starts: from a seed, from a generator in a known state (a replay does that), or,
 * with neither, from where the environment's own generator stands.
 *
 * @param seed the seed, as in Gymnasium's {@code reset(seed=...)}
 * @param generator the generator to go on from; copied by the environment
 * @param options further options by name, as in Gymnasium's {@code reset(options=...)}
 */
public record Start(OptionalLong seed, Optional<Generator> generator, Map<String, Object> options) {

  public Start {
    if (seed.isPresent() && generator.isPresent()) {
      throw new IllegalArgumentException("an episode starts from a seed or a generator, not both");
    }
    if (seed.isPresent() && seed.getAsLong() < 0) {
      throw new IllegalArgumentException("a seed is 0 or more, but is " + seed.getAsLong());
    }
    options = Map.copyOf(options);
  }

  /** Starts from the environment's own generator as it stands. */
  public static Start next() {
    return new Start(OptionalLong.empty(), Optional.empty(), Map.of());
  }

  /** Starts from a seed. */
  public static Start seed(long seed) {
    return new Start(OptionalLong.of(seed), Optional.empty(), Map.of());
  }

  /** Starts from a generator in a known state. */
  public static Start generator(Generator generator) {
    return new Start(OptionalLong.empty(), Optional.of(generator), Map.of());
  }

  /**
   * The generator that the episode starts from, for environments that draw from PCG64: seeded, or a
   * copy of the given one, or the present one.
   *
   * @throws IllegalArgumentException if the given one is of another kind
   */
  public Pcg64 pcg64(Pcg64 present) {
    if (seed.isPresent()) {
      return Pcg64.seeded(seed.getAsLong());
    }
    if (generator.isEmpty()) {
      return present;
    }
    if (generator.get() instanceof Pcg64 given) {
      return given.copy();
    }
    throw new IllegalArgumentException(
        "this environment draws from PCG64 and cannot start from " + generator.get());
  }

  /** The same start with these options. */
  public Start with(Map<String, Object> options) {
    return new Start(seed, generator, options);
  }
}
