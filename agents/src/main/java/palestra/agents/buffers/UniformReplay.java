package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/** Minibatches of a {@link ReplayBuffer} as they happened. */
public final class UniformReplay implements Replay {
  private final ReplayBuffer buffer;
  private final int[] places;

  /**
   * Around an empty buffer.
   *
   * @param batchSize rows of every minibatch
   */
  public UniformReplay(ReplayBuffer buffer, int batchSize) {
    this.buffer = buffer;
    this.places = new int[batchSize];
  }

  @Override
  public int add(
      ObservationRows from,
      ObservationRows to,
      int copy,
      float[] actions,
      double reward,
      double discount,
      boolean ended) {
    return buffer.add(from, to, copy, actions, reward, discount);
  }

  @Override
  public int size() {
    return buffer.size();
  }

  @Override
  public void sample(Pcg64 random, Transitions into) {
    buffer.sample(random, places);
    buffer.copy(places, into);
  }

  @Override
  public int[] places() {
    return places;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    buffer.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    buffer.load(in);
  }
}
