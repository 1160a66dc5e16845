package palestra.envs.seeding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A generator that an environment draws from: NumPy's present one, {@link Pcg64}, or its legacy
 * one, {@link RandomState}; or, where it draws elsewhere, the seeds of its episodes, {@link
 * EpisodeSeed}.
 */
public sealed interface Generator permits Pcg64, RandomState, EpisodeSeed {

  /** A generator in the same state that goes its own way from here. */
  Generator copy();

  /**
   * Takes over the other generator's state.
   *
   * @throws IllegalArgumentException if the other is of another kind
   */
  void set(Generator other);

  /** Writes the whole state, without its kind. */
  void save(DataOutput out) throws IOException;

  /** A number from 0, included, to 1. */
  static double uniform(Generator generator) {
    return generator instanceof RandomState legacy ? legacy.random() : pcg64(generator).random();
  }

  /** A whole number from 0 to n - 1. */
  static long below(Generator generator, long n) {
    return generator instanceof RandomState legacy
        ? (long) (legacy.random() * n)
        : pcg64(generator).integers(n);
  }

  private static Pcg64 pcg64(Generator generator) {
    return generator instanceof EpisodeSeed seed ? seed.draws() : (Pcg64) generator;
  }

  /** Writes the kind and the state, for {@link #read}. */
  static void write(Generator generator, DataOutput out) throws IOException {
    out.writeByte(generator instanceof Pcg64 ? 'p' : generator instanceof RandomState ? 'r' : 'e');
    generator.save(out);
  }

  /** The generator, of the same kind as a present one, whose state {@link #save} wrote. */
  static Generator load(Generator kind, DataInput in) throws IOException {
    return kind instanceof Pcg64
        ? Pcg64.load(in)
        : kind instanceof RandomState ? RandomState.load(in) : EpisodeSeed.load(in);
  }

  /** The generator that {@link #write} wrote. */
  static Generator read(DataInput in) throws IOException {
    char kind = (char) in.readByte();
    return switch (kind) {
      case 'p' -> Pcg64.load(in);
      case 'r' -> RandomState.load(in);
      case 'e' -> EpisodeSeed.load(in);
      default -> throw new IOException("a generator is of the unknown kind '" + kind + "'");
    };
  }
}
