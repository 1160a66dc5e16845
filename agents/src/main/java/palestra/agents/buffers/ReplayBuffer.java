package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import palestra.envs.seeding.Pcg64;

/**
 * The last transitions an agent has seen, drawn from evenly and with replacement (Lin 1992; Mnih et
 * al. 2015). Structure of arrays; a full buffer writes over its oldest transition.
 */
public final class ReplayBuffer {
  private final int capacity;
  private final int observationSize;
  private final float[] observations;
  private final float[] nextObservations;
  private final int[] actions;
  private final float[] rewards;
  private final boolean[] terminated;
  private int size;
  private int next;

  /**
   * An empty buffer.
   *
   * @param capacity transitions it holds at most
   * @param observationSize numbers of one observation
   */
  public ReplayBuffer(int capacity, int observationSize) {
    long numbers = (long) capacity * observationSize;
    if (numbers > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "bufferSize "
              + capacity
              + " is too large for observations of "
              + observationSize
              + " numbers: at most "
              + (Integer.MAX_VALUE - 8) / observationSize);
    }
    this.capacity = capacity;
    this.observationSize = observationSize;
    this.observations = new float[(int) numbers];
    this.nextObservations = new float[(int) numbers];
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
      FloatBuffer from, FloatBuffer to, int row, int action, double reward, boolean terminated) {
    from.get(row * observationSize, observations, next * observationSize, observationSize);
    to.get(row * observationSize, nextObservations, next * observationSize, observationSize);
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
  public void observations(int[] places, int from, FloatBuffer into) {
    gather(observations, places, from, into);
  }

  /** Copies what was seen next, row after row, from {@code places[from]} on. */
  public void nextObservations(int[] places, int from, FloatBuffer into) {
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

  private void gather(float[] rows, int[] places, int from, FloatBuffer into) {
    int count = into.capacity() / observationSize;
    for (int i = 0; i < count; i++) {
      into.put(i * observationSize, rows, places[from + i] * observationSize, observationSize);
    }
  }

  /** Writes all transitions held. */
  public void save(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(next);
    ByteBuffer bytes = ByteBuffer.allocate(size * rowBytes());
    FloatBuffer floats = bytes.asFloatBuffer();
    floats.put(observations, 0, size * observationSize);
    floats.put(nextObservations, 0, size * observationSize);
    floats.put(rewards, 0, size);
    bytes.position(floats.position() * Float.BYTES);
    for (int i = 0; i < size; i++) {
      bytes.putInt(actions[i]);
      bytes.put((byte) (terminated[i] ? 1 : 0));
    }
    out.write(bytes.array());
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
    byte[] raw = new byte[size * rowBytes()];
    in.readFully(raw);
    ByteBuffer bytes = ByteBuffer.wrap(raw);
    FloatBuffer floats = bytes.asFloatBuffer();
    floats.get(observations, 0, size * observationSize);
    floats.get(nextObservations, 0, size * observationSize);
    floats.get(rewards, 0, size);
    bytes.position(floats.position() * Float.BYTES);
    for (int i = 0; i < size; i++) {
      actions[i] = bytes.getInt();
      terminated[i] = bytes.get() != 0;
    }
  }

  private int rowBytes() {
    return (2 * observationSize + 1) * Float.BYTES + Integer.BYTES + 1;
  }
}
