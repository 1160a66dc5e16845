package palestra.envs.bridge;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import palestra.envs.seeding.EpisodeSeed;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;

/**
 * One copy's present episode: how it started, and the actions taken since, by which it can be
 * played again; and where the seeds of its next episodes come from.
 */
final class CopyEpisode {
  private static final long SEEDS = 1L << 31;

  private final int actionBytes;
  private byte[] actions;
  private int length;
  private EpisodeSeed random;
  private EpisodeSeed start;
  private Pcg64 spares;
  private long spare;
  private boolean anew;

  CopyEpisode(int actionBytes) {
    this.actionBytes = actionBytes;
    actions = new byte[64 * Math.max(1, actionBytes)];
  }

  /** Everything from this seed. */
  void seed(long seed) {
    random = EpisodeSeed.of(seed);
    spares = new Pcg64(new SeedSequence(seed).spawn(2).get(1));
    spare = spares.integers(SEEDS);
    anew = false;
  }

  /** The seed that a fresh environment starts from, after a fault. */
  long spare() {
    return spare;
  }

  /** Notes that the environment had to be made anew, and draws from nothing known any more. */
  void madeAnew() {
    anew = true;
  }

  /**
   * The seed of the next episode, or {@link SharedRows#NO_SEED}.
   *
   * @param replayable whether it must have one
   */
  long nextSeed(boolean replayable) {
    return replayable ? random.peek() : anew ? spare : SharedRows.NO_SEED;
  }

  /** Notes that the next episode has started from {@link #nextSeed}, or from the first seed. */
  void begin(boolean seeded) {
    length = 0;
    start = null;
    if (seeded) {
      start = random.copy();
      random.take();
    } else if (anew) {
      random = EpisodeSeed.of(spare);
      start = random.copy();
      random.take();
      spare = spares.integers(SEEDS);
    }
    anew = false;
  }

  /** Notes an action taken. */
  void add(ByteBuffer rows, int copy) {
    if (length + actionBytes > actions.length) {
      actions = Arrays.copyOf(actions, 2 * actions.length);
    }
    rows.get(copy * actionBytes, actions, length, actionBytes);
    length += actionBytes;
  }

  /** The actions taken, one after the other. */
  byte[] actions() {
    return Arrays.copyOf(actions, length);
  }

  /** What is drawn from on this side. */
  EpisodeSeed random() {
    return random;
  }

  /** What the episode can be started from again; null where nothing can. */
  EpisodeSeed start() {
    return start == null ? null : start.copy();
  }

  void save(DataOutput out) throws IOException {
    random.save(out);
    spares.save(out);
    out.writeLong(spare);
    out.writeBoolean(anew);
    out.writeBoolean(start != null);
    if (start != null) {
      start.save(out);
    }
    out.writeInt(length);
    out.write(actions, 0, length);
  }

  void load(DataInput in) throws IOException {
    random = EpisodeSeed.load(in);
    spares = Pcg64.load(in);
    spare = in.readLong();
    anew = in.readBoolean();
    start = in.readBoolean() ? EpisodeSeed.load(in) : null;
    length = in.readInt();
    actions = new byte[Math.max(64 * Math.max(1, actionBytes), length)];
    in.readFully(actions, 0, length);
  }
}
