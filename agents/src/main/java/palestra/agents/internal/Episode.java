package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import palestra.agents.buffers.ObservationRows;

/**
 * One episode of one copy, a row per step; its memory grows by doubling and is used again for other
 * episodes. Where the network has a memory, what was remembered is kept at the start of every
 * sequence of {@code sequenceLength} steps.
 */
final class Episode {
  private static final int FIRST_CAPACITY = 64;

  private final ActorCritic network;
  private final int sequenceLength;
  private final int actionSize;
  private final int maskSize;
  private final int stateSize;
  private ObservationRows observations;
  private float[] actions;
  private byte[] masks;
  private float[] states;
  private double[] rewards;
  private double[] values;
  private double[] returns;
  private double[] advantages;
  private int length;
  private boolean fresh;
  private double after;

  Episode(ActorCritic network, int sequenceLength) {
    this.network = network;
    this.sequenceLength = sequenceLength;
    actionSize = network.actions().size();
    maskSize = network.masked() ? network.actions().maskSize() : 0;
    stateSize = network.stateSize();
    observations = network.observations().rows(FIRST_CAPACITY);
    resize(FIRST_CAPACITY);
  }

  private void resize(int capacity) {
    boolean first = rewards == null;
    actions =
        first ? new float[capacity * actionSize] : Arrays.copyOf(actions, capacity * actionSize);
    masks = first ? new byte[capacity * maskSize] : Arrays.copyOf(masks, capacity * maskSize);
    int starts = (capacity + sequenceLength - 1) / sequenceLength;
    states = first ? new float[starts * stateSize] : Arrays.copyOf(states, starts * stateSize);
    rewards = first ? new double[capacity] : Arrays.copyOf(rewards, capacity);
    values = new double[capacity];
    returns = new double[capacity];
    advantages = new double[capacity];
    if (observations.count() < capacity) {
      ObservationRows more = network.observations().rows(capacity);
      more.put(0, observations, 0, observations.count());
      observations = more;
    }
  }

  private void makeRoom(int steps) {
    if (steps > rewards.length) {
      resize(Math.max(steps, 2 * rewards.length));
    }
  }

  /** Steps so far. */
  int length() {
    return length;
  }

  /** How many sequences there are, of which the last may be shorter than the others. */
  int sequences() {
    return (length + sequenceLength - 1) / sequenceLength;
  }

  /** Steps of a sequence. */
  int stepsOf(int sequence) {
    return Math.min(sequenceLength, length - sequence * sequenceLength);
  }

  void clear() {
    length = 0;
    after = 0;
  }

  /** Notes what is seen and remembered in one copy before the next step. */
  void see(NetworkInput now, int copy) {
    makeRoom(length + 1);
    observations.put(length, now.observations(), copy, 1);
    for (int i = 0; i < maskSize; i++) {
      masks[length * maskSize + i] = (byte) now.allowed().get(copy * maskSize + i);
    }
  }

  /** The same of what it remembers: before it looks, since looking changes that. */
  void remember(NetworkInput now, int copy) {
    makeRoom(length + 1);
    if (length == 0) {
      fresh = stateSize == 0 || now.startsOfEpisodes().get(copy) == 1;
    }
    if (stateSize > 0 && length % sequenceLength == 0) {
      now.states().get(copy * stateSize, states, length / sequenceLength * stateSize, stateSize);
    }
  }

  /** Where the next step's action belongs, at {@link #actionPlace}. */
  float[] actions() {
    return actions;
  }

  int actionPlace() {
    return length * actionSize;
  }

  /** The step is done. */
  void reward(double reward) {
    rewards[length++] = reward;
  }

  /** What the step after the last would still have given. */
  void setAfter(double after) {
    this.after = after;
  }

  double after() {
    return after;
  }

  double[] rewards() {
    return rewards;
  }

  double[] values() {
    return values;
  }

  double[] returns() {
    return returns;
  }

  double[] advantages() {
    return advantages;
  }

  /** Copies what the network saw of a step. */
  void seen(int step, NetworkInput target, int row) {
    target.observations().put(row, observations, step, 1);
    if (target.allowed() != null) {
      for (int i = 0; i < maskSize; i++) {
        target.allowed().put(row * maskSize + i, masks[step * maskSize + i]);
      }
    }
    if (target.startsOfEpisodes() != null) {
      target.startsOfEpisodes().put(row, step == 0 && fresh ? 1 : 0);
    }
  }

  /** Copies what was remembered before a sequence's first step. */
  void remembered(int sequence, NetworkInput target, int targetSequence) {
    if (target.states() != null) {
      target.states().put(targetSequence * stateSize, states, sequence * stateSize, stateSize);
    }
  }

  float action(int step, int i) {
    return actions[step * actionSize + i];
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(length);
    out.writeBoolean(fresh);
    out.writeDouble(after);
    observations.save(out, length);
    out.write(masks, 0, length * maskSize);
    Floats.save(out, FloatBuffer.wrap(actions), 0, length * actionSize);
    Floats.save(out, FloatBuffer.wrap(states), 0, sequences() * stateSize);
    for (int step = 0; step < length; step++) {
      out.writeDouble(rewards[step]);
    }
  }

  void load(DataInput in) throws IOException {
    int steps = in.readInt();
    if (steps < 0) {
      throw new IOException("an episode cannot have " + steps + " steps");
    }
    makeRoom(steps);
    length = steps;
    fresh = in.readBoolean();
    after = in.readDouble();
    observations.load(in, length);
    in.readFully(masks, 0, length * maskSize);
    Floats.load(in, FloatBuffer.wrap(actions), 0, length * actionSize);
    Floats.load(in, FloatBuffer.wrap(states), 0, sequences() * stateSize);
    for (int step = 0; step < length; step++) {
      rewards[step] = in.readDouble();
    }
  }
}
