package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.spaces.DType;

/** The transitions of one copy's present episode, in arrays that grow. */
final class UnfinishedEpisode {
  private static final int FIRST_CAPACITY = 64;

  private final int observationSize;
  private final int actionSize;
  private ObservationRows from;
  private ObservationRows to;
  private float[] actions;
  private double[] rewards;
  private double[] discounts;
  private int length;

  UnfinishedEpisode(int observationSize, int actionSize) {
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    this.from = rows(FIRST_CAPACITY);
    this.to = rows(FIRST_CAPACITY);
    this.actions = new float[FIRST_CAPACITY * actionSize];
    this.rewards = new double[FIRST_CAPACITY];
    this.discounts = new double[FIRST_CAPACITY];
  }

  private ObservationRows rows(int count) {
    return ObservationRows.allocate(DType.FLOAT32, observationSize, count);
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void add(
      ObservationRows seen,
      ObservationRows seenNext,
      int row,
      float[] taken,
      double reward,
      double discount) {
    makeRoom(length + 1);
    from.put(length, seen, row, 1);
    to.put(length, seenNext, row, 1);
    System.arraycopy(taken, row * actionSize, actions, length * actionSize, actionSize);
    rewards[length] = reward;
    discounts[length] = discount;
    length++;
  }

  private void makeRoom(int needed) {
    int capacity = rewards.length;
    if (needed <= capacity) {
      return;
    }
    int more = Math.max(needed, 2 * capacity);
    ObservationRows longerFrom = rows(more);
    ObservationRows longerTo = rows(more);
    longerFrom.put(0, from, 0, length);
    longerTo.put(0, to, 0, length);
    from = longerFrom;
    to = longerTo;
    actions = Arrays.copyOf(actions, more * actionSize);
    rewards = Arrays.copyOf(rewards, more);
    discounts = Arrays.copyOf(discounts, more);
  }

  /** Adds one transition to a buffer; says where it lies. */
  int moveTo(ReplayBuffer buffer, int i) {
    return buffer.add(from, to, i, actions, rewards[i], discounts[i]);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(length);
    from.save(out, length);
    to.save(out, length);
    for (int i = 0; i < length * actionSize; i++) {
      out.writeFloat(actions[i]);
    }
    for (int i = 0; i < length; i++) {
      out.writeDouble(rewards[i]);
      out.writeDouble(discounts[i]);
    }
  }

  void load(DataInput in) throws IOException {
    int saved = in.readInt();
    if (saved < 0) {
      throw new IOException("an episode cannot have " + saved + " transitions");
    }
    length = 0;
    makeRoom(saved);
    length = saved;
    from.load(in, length);
    to.load(in, length);
    for (int i = 0; i < length * actionSize; i++) {
      actions[i] = in.readFloat();
    }
    for (int i = 0; i < length; i++) {
      rewards[i] = in.readDouble();
      discounts[i] = in.readDouble();
    }
  }
}
