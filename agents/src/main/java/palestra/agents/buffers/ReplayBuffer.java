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
 * {@code uint8} take a byte a number. An action is a row of numbers; a discrete one is its number,
 * from 0.
 *
 * <p>Every transition has the discount of what comes after it: 0 where the task ended, {@code
 * gamma} where it went on, {@code gamma^n} where {@code n} steps are one transition.
 */
public final class ReplayBuffer {
  /** What one array of the Java virtual machine holds. */
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final int capacity;
  private final ObservationRows observations;
  private final ObservationRows nextObservations;
  private final int actionSize;
  private final float[] actions;
  private final float[] rewards;
  private final float[] discounts;
  private int size;
  private int next;

  /**
   * An empty buffer.
   *
   * @param capacity transitions it holds at most
   * @param dtype of the observations: {@code UINT8} or {@code FLOAT32}
   * @param observationSize numbers of one observation
   * @param actionSize numbers of one action; 1 for a discrete one
   * @throws IllegalArgumentException if so many observations are more than an array holds
   */
  public ReplayBuffer(int capacity, DType dtype, int observationSize, int actionSize) {
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
    this.actionSize = actionSize;
    this.actions = new float[Math.multiplyExact(capacity, actionSize)];
    this.rewards = new float[capacity];
    this.discounts = new float[capacity];
  }

  /** Transitions held now. */
  public int size() {
    return size;
  }

  /** The most it holds. */
  public int capacity() {
    return capacity;
  }

  /**
   * Takes in one transition.
   *
   * @param from holds the observation in row {@code row}
   * @param to holds what was seen next in row {@code row}
   * @param actions rows of numbers, of which row {@code row} is the action that was taken
   * @param discount of what comes after it: 0 where the task ended, so that nothing follows {@code
   *     to}; an episode that was only cut short goes on
   * @return its place
   */
  public int add(
      ObservationRows from,
      ObservationRows to,
      int row,
      float[] actions,
      double reward,
      double discount) {
    return add(from, row, actions, to, row, reward, discount);
  }

  /**
   * The same where what was seen next is in a row of its own, such as for a transition of several
   * steps.
   *
   * @param row of {@code from} and of {@code actions}
   * @param toRow of {@code to}
   */
  public int add(
      ObservationRows from,
      int row,
      float[] actions,
      ObservationRows to,
      int toRow,
      double reward,
      double discount) {
    int place = next;
    observations.put(place, from, row, 1);
    nextObservations.put(place, to, toRow, 1);
    System.arraycopy(actions, row * actionSize, this.actions, place * actionSize, actionSize);
    rewards[place] = (float) reward;
    discounts[place] = (float) discount;
    next = (next + 1) % capacity;
    size = Math.min(size + 1, capacity);
    return place;
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

  /** Copies discrete actions. */
  public void choices(int[] places, int from, LongBuffer into) {
    for (int i = 0; i < into.capacity(); i++) {
      into.put(i, (long) actions[places[from + i]]);
    }
  }

  /** Copies actions, row after row. */
  public void actions(int[] places, int from, FloatBuffer into) {
    for (int i = 0; i < into.capacity() / actionSize; i++) {
      into.put(i * actionSize, actions, places[from + i] * actionSize, actionSize);
    }
  }

  /** Copies rewards. */
  public void rewards(int[] places, int from, FloatBuffer into) {
    for (int i = 0; i < into.capacity(); i++) {
      into.put(i, rewards[places[from + i]]);
    }
  }

  /** Copies the discounts of what comes after. */
  public void discounts(int[] places, int from, FloatBuffer into) {
    for (int i = 0; i < into.capacity(); i++) {
      into.put(i, discounts[places[from + i]]);
    }
  }

  /** Copies all parts of a minibatch. */
  void copy(int[] places, Transitions into) {
    observations(places, 0, into.from());
    actions(places, 0, into.actions());
    rewards(places, 0, into.rewards());
    discounts(places, 0, into.discounts());
    nextObservations(places, 0, into.to());
  }

  /** Copies some numbers of what was seen next in one transition of {@code FLOAT32}. */
  void nextNumbers(int place, int[] at, float[] into) {
    int row = place * (nextObservations.floats().capacity() / capacity);
    for (int i = 0; i < at.length; i++) {
      into[i] = nextObservations.floats().get(row + at[i]);
    }
  }

  /** How many transitions that are held are older than that of a place. */
  int age(int place) {
    return size < capacity ? place : Math.floorMod(place - next, capacity);
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
    for (int i = 0; i < size * actionSize; i++) {
      out.writeFloat(actions[i]);
    }
    for (int i = 0; i < size; i++) {
      out.writeFloat(discounts[i]);
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
    for (int i = 0; i < size * actionSize; i++) {
      actions[i] = in.readFloat();
    }
    for (int i = 0; i < size; i++) {
      discounts[i] = in.readFloat();
    }
  }
}
