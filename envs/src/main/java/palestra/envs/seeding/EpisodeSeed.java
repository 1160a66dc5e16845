package palestra.envs.seeding;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Starts episodes of environments that draw somewhere else, where no generator can be handed over:
 * {@link #take} gives the seed that the next episode starts from, and the seed after it follows
 * from that one. What is drawn on this side, such as by a wrapper, is drawn from {@link #draws}, a
 * generator of the present episode's own; so an episode that starts from a copy of this is the same
 * again, draws included.
 */
public final class EpisodeSeed implements Generator {
  private static final long SEEDS = 1L << 31;

  private long next;
  private Pcg64 draws;

  private EpisodeSeed(long next, Pcg64 draws) {
    this.next = next;
    this.draws = draws;
  }

  /** One whose first episode starts from this seed. */
  public static EpisodeSeed of(long seed) {
    return new EpisodeSeed(seed, Pcg64.seeded(seed));
  }

  /** The seed of the episode that starts now. */
  public long take() {
    long seed = next;
    next = new Pcg64(new SeedSequence(seed).spawn(1).get(0)).integers(SEEDS);
    draws = Pcg64.seeded(seed);
    return seed;
  }

  /** The seed that {@link #take} would give. */
  public long peek() {
    return next;
  }

  /** What is drawn from on this side. */
  public Pcg64 draws() {
    return draws;
  }

  @Override
  public EpisodeSeed copy() {
    return new EpisodeSeed(next, draws.copy());
  }

  @Override
  public void set(Generator other) {
    if (!(other instanceof EpisodeSeed seed)) {
      throw new IllegalArgumentException("seeds of episodes cannot be set from " + other);
    }
    next = seed.next;
    draws = seed.draws.copy();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeLong(next);
    draws.save(out);
  }

  /** Reads what {@link #save} wrote. */
  public static EpisodeSeed load(DataInput in) throws IOException {
    return new EpisodeSeed(in.readLong(), Pcg64.load(in));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EpisodeSeed seed && next == seed.next && draws.equals(seed.draws);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(next);
  }

  @Override
  public String toString() {
    return "episodes from seed " + next + " on";
  }
}
