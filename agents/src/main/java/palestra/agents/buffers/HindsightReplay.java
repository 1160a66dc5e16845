package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import palestra.envs.registry.GoalTask;
import palestra.envs.seeding.Pcg64;

/**
 * Hindsight experience replay (Andrychowicz et al. 2017): of every minibatch, most rows are seen as
 * if what the episode came to had been the goal all along. The goal is put in, the reward is asked
 * of the task again, when a row is drawn, not when it is stored; so each is seen with ever new
 * goals. The rest of the rows are as they happened.
 *
 * <p>An episode waits beside the buffer until it is over, and so lies in it in one piece; only what
 * is over is drawn. One as long as the whole buffer is taken in in parts, as if they were episodes.
 */
public final class HindsightReplay implements Replay {
  private final HerConfig config;
  private final GoalTask task;
  private final int[] achievedAt;
  private final int[] desiredAt;
  private final int observationSize;
  private final double gamma;
  private final ReplayBuffer buffer;
  private final UnfinishedEpisode[] unfinished;
  private final int[] places;
  // Of each place: transitions of its episode before it and after it.
  private final int[] before;
  private final int[] after;
  private final float[] achieved;
  private final float[] goal;
  private final float[] ownGoal;

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
    this.config = config;
    this.task = task;
    this.achievedAt = within(task.achieved(), observationSize);
    this.desiredAt = within(task.desired(), observationSize);
    this.observationSize = observationSize;
    this.gamma = gamma;
    this.buffer = buffer;
    this.unfinished = new UnfinishedEpisode[copies];
    for (int i = 0; i < copies; i++) {
      unfinished[i] = new UnfinishedEpisode(observationSize, actionSize);
    }
    this.places = new int[batchSize];
    this.before = new int[buffer.capacity()];
    this.after = new int[buffer.capacity()];
    this.achieved = new float[achievedAt.length];
    this.goal = new float[desiredAt.length];
    this.ownGoal = new float[desiredAt.length];
  }

  private static int[] within(List<Integer> places, int observationSize) {
    if (places.isEmpty() || places.stream().anyMatch(i -> i < 0 || i >= observationSize)) {
      throw new IllegalArgumentException(
          "a goal lies within the observation's " + observationSize + " numbers, not at " + places);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
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
    UnfinishedEpisode episode = unfinished[copy];
    episode.add(from, to, copy, actions, reward, discount);
    if (ended || episode.length() == buffer.capacity()) {
      takeIn(episode);
    }
    return -1;
  }

  private void takeIn(UnfinishedEpisode episode) {
    for (int i = 0; i < episode.length(); i++) {
      int place = episode.moveTo(buffer, i);
      before[place] = i;
      after[place] = episode.length() - 1 - i;
    }
    episode.clear();
  }

  @Override
  public int size() {
    return buffer.size();
  }

  @Override
  public void sample(Pcg64 random, Transitions into) {
    buffer.sample(random, places);
    buffer.copy(places, into);
    int relabelled = config.relabelled(places.length);
    for (int row = 0; row < relabelled; row++) {
      buffer.nextNumbers(goalPlace(random, places[row]), achievedAt, goal);
      relabel(row, into);
    }
  }

  /** Where the achievement lies that becomes the goal. */
  private int goalPlace(Pcg64 random, int place) {
    int offset =
        switch (config.goalSelectionStrategy()) {
          case FUTURE -> (int) random.integers(after[place] + 1L);
          case FINAL -> after[place];
          case EPISODE -> {
            // The episode's first transitions may have been written over.
            int first = Math.min(before[place], buffer.age(place));
            yield (int) random.integers(first + after[place] + 1L) - first;
          }
        };
    return Math.floorMod(place + offset, buffer.capacity());
  }

  /** Puts the goal into one row and asks the task what the step would have earned. */
  private void relabel(int row, Transitions into) {
    read(into.to(), row, achievedAt, achieved);
    float discount = into.discounts().get(row);
    // An end that the old goal does not explain, such as a fall, is one under any goal.
    boolean explained = discount == 0 && endsUnderItsOwnGoal(row, into);
    into.rewards().put(row, (float) task.reward(achieved, goal));
    if (task.ends(achieved, goal)) {
      into.discounts().put(row, 0);
    } else if (explained) {
      into.discounts().put(row, (float) gamma);
    }
    for (int i = 0; i < desiredAt.length; i++) {
      into.from().floats().put(row * observationSize + desiredAt[i], goal[i]);
      into.to().floats().put(row * observationSize + desiredAt[i], goal[i]);
    }
  }

  private boolean endsUnderItsOwnGoal(int row, Transitions into) {
    read(into.to(), row, desiredAt, ownGoal);
    return task.ends(achieved, ownGoal);
  }

  private void read(ObservationRows rows, int row, int[] at, float[] into) {
    for (int i = 0; i < at.length; i++) {
      into[i] = rows.floats().get(row * observationSize + at[i]);
    }
  }

  @Override
  public int[] places() {
    return places;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    buffer.save(out);
    for (int i = 0; i < buffer.size(); i++) {
      out.writeInt(before[i]);
      out.writeInt(after[i]);
    }
    for (UnfinishedEpisode episode : unfinished) {
      episode.save(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    buffer.load(in);
    for (int i = 0; i < buffer.size(); i++) {
      before[i] = in.readInt();
      after[i] = in.readInt();
    }
    for (UnfinishedEpisode episode : unfinished) {
      episode.load(in);
    }
  }
}
