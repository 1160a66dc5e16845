package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.DType;

/**
 * The last transitions an agent has seen, drawn from evenly and with replacement (Lin 1992; Mnih et
 * al. 2015). Structure of arrays; a full buffer writes over its oldest transition. Observations of
 * {@code uint8} take a byte a number.
 */
public final class ReplayBuffer {
  /** What one array of the Java virtual machine holds. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final int capacity;
  private final ObservationRows observations;
  private final ObservationRows nextObservations;
  private final int[] actions;
  private final float[] rewards;
  private final boolean[] terminated;
  private int size;
  private int next;

  /**
   * An empty buffer.
   *
   * @param capacity transitions it holds at most
   * @param dtype of the observations: {@code UINT8} or {@code FLOAT32}
   * @param observationSize numbers of one observation
   * @throws IllegalArgumentException if so many observations are more than an array holds
   */
  public ReplayBuffer(int capacity, DType dtype, int observationSize) {
    long rowBytes = (long) observationSize * dtype.bytes();
    if (capacity > MOST_BYTES / rowBytes) {
      throw new IllegalArgumentException(
          "bufferSize "
              + capacity
              + " is too large for observations of "
              + rowBytes
              + " bytes: at most "
              + MOST_BYTES / rowBytes);
    }
    this.capacity = capacity;
    this.observations = ObservationRows.allocate(dtype, observationSize, capacity);
    this.nextObservations = ObservationRows.allocate(dtype, observationSize, capacity);
    this.actions = new int[capacity];
    this.rewards = new float[capacity];
    this.terminated = new boolean[capacity];
  }

  /** Transitions held now. */
  public int size() {
    return size;
  }

  /**
   * Takes in one transition.
   *
   * @param from holds the observation in row {@code row}
   * @param to holds what was seen next in row {@code row}
   * @param terminated whether the task ended, so that nothing follows {@code to}; an episode that
   *     was only cut short goes on
   */
  public void add(
      ObservationRows from,
      ObservationRows to,
      int row,
      int action,
      double reward,
      boolean terminated) {
    observations.put(next, from, row, 1);
    nextObservations.put(next, to, row, 1);
    actions[next] = action;
    rewards[next] = (float) reward;
    this.terminated[next] = terminated;
    next = (next + 1) % capacity;
    size = Math.min(size + 1, capacity);
  }

  /** Draws places of transitions. */
  public void sample(Pcg64 random, int[] places) {
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) random.integers(size);
    }
  }

  /** Copies observations, row after row, from {@code places[from]} on. */
  public void observations(int[] places, int from, ObservationRows into) {
    gather(observations, places, from, into);
  }

  /** Copies what was seen next, row after row, from {@code places[from]} on. */
  public void nextObservations(int[] places, int from, ObservationRows into) {
    gather(nextObservations, places, from, into);
  }

  /** Copies actions. */
  public void actions(int[] places, int from, LongBuffer into) {
    for (int i = 0; i < into.capacity(); i++) {
      into.put(i, actions[places[from + i]]);
    }
  }

  /** Copies rewards. */
  public void rewards(int[] places, int from, FloatBuffer into) {
    for (int i = 0; i < into.capacity(); i++) {
      into.put(i, rewards[places[from + i]]);
    }
  }

  /** Copies {@code gamma} where the task went on, and 0 where it ended. */
  public void discounts(int[] places, int from, double gamma, FloatBuffer into) {
    for (int i = 0; i < into.capacity(); i++) {
      into.put(i, terminated[places[from + i]] ? 0 : (float) gamma);
    }
  }

  private static void gather(ObservationRows rows, int[] places, int from, ObservationRows into) {
    for (int i = 0; i < into.count(); i++) {
      into.put(i, rows, places[from + i], 1);
    }
  }

  /** Writes all transitions held. */
  public void save(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(next);
    observations.save(out, size);
    nextObservations.save(out, size);
    for (int i = 0; i < size; i++) {
      out.writeFloat(rewards[i]);
    }
    for (int i = 0; i < size; i++) {
      out.writeInt(actions[i]);
      out.writeBoolean(terminated[i]);
    }
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if it does not fit into this buffer
   */
  public void load(DataInput in) throws IOException {
    int savedSize = in.readInt();
    int savedNext = in.readInt();
    if (savedSize < 0 || savedSize > capacity || savedNext < 0 || savedNext >= capacity) {
      throw new IOException(
          "the saved replay buffer holds "
              + savedSize
              + " transitions, but bufferSize is "
              + capacity);
    }
    size = savedSize;
    next = savedNext;
    observations.load(in, size);
    nextObservations.load(in, size);
    for (int i = 0; i < size; i++) {
      rewards[i] = in.readFloat();
    }
    for (int i = 0; i < size; i++) {
      actions[i] = in.readInt();
      terminated[i] = in.readBoolean();
    }
  }
}
