package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.registry.GoalTask;
import palestra.envs.seeding.Pcg64;

/** Evenly drawn minibatches, seen again with {@link Hindsight}. */
public final class HindsightReplay implements Replay {
  private final ReplayBuffer buffer;
  private final Hindsight hindsight;
  private final int[] places;

  /**
   * Around an empty buffer.
   *
   * @param observationSize numbers of one observation
   * @param actionSize numbers of one action
   * @param copies of the environment, whose episodes run side by side
   * @param batchSize rows of every minibatch
   * @param gamma discount of one step
   */
  public HindsightReplay(
      HerConfig config,
      GoalTask task,
      ReplayBuffer buffer,
      int observationSize,
      int actionSize,
      int copies,
      int batchSize,
      double gamma) {
    this.buffer = buffer;
    this.hindsight =
        new Hindsight(config, task, buffer, observationSize, actionSize, copies, gamma);
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
    hindsight.add(from, to, copy, actions, reward, discount, ended);
    return -1;
  }

  @Override
  public int size() {
    return buffer.size();
  }

  @Override
  public void sample(Pcg64 random, Transitions into) {
    buffer.sample(random, places);
    buffer.copy(places, into);
    hindsight.draw(random, places, places.length);
    hindsight.putGoals(0, into.from());
    hindsight.putGoals(0, into.to());
    hindsight.putOutcomes(0, into.rewards(), into.discounts());
  }

  @Override
  public int[] places() {
    return places;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    buffer.save(out);
    hindsight.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    buffer.load(in);
    hindsight.load(in);
  }
}
