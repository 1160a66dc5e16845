package palestra.agents.internal;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Turns observations into rows of floats for a network: a Box's numbers as they are, whatever their
 * type, row-major; truth values as 0 and 1; a Discrete one-hot.
 */
public final class Observations {
  /** A one-hot code of more numbers is a mistake rather than a wish. */
  private static final long MOST_NUMBERS = 1 << 20;

  private final int size;
  private final long start;
  private final boolean oneHot;

  private Observations(int size, long start, boolean oneHot) {
    this.size = size;
    this.start = start;
    this.oneHot = oneHot;
  }

  /**
   * For the observations of one space.
   *
   * @throws IllegalArgumentException if no network of ours can see them
   */
  public static Observations of(String agent, Space<?> space) {
    if (space instanceof Box<?> box) {
      return new Observations(box.size(), 0, false);
    }
    if (space instanceof Discrete discrete && discrete.n() <= MOST_NUMBERS) {
      return new Observations((int) discrete.n(), discrete.start(), true);
    }
    throw new IllegalArgumentException(
        agent + " sees Box and Discrete observations only, but this environment has " + space);
  }

  /** How many floats a row has. */
  public int size() {
    return size;
  }

  /** Writes all rows, one after the other, from the target's start on. */
  public void write(Batch batch, FloatBuffer target) {
    if (!oneHot) {
      writeNumbers(batch, target);
      return;
    }
    LongBuffer numbers = batch.longs();
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i < size; i++) {
        target.put(row * size + i, numbers.get(row) - start == i ? 1 : 0);
      }
    }
  }

  private void writeNumbers(Batch batch, FloatBuffer target) {
    int count = batch.rows() * size;
    if (batch.dtype() == DType.FLOAT32) {
      target.put(0, batch.floats(), 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target.put(i, (float) batch.get(i));
    }
  }
}
