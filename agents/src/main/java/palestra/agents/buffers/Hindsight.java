package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import palestra.envs.registry.GoalTask;
import palestra.envs.seeding.Pcg64;

/**
 * What hindsight experience replay (Andrychowicz et al. 2017) adds to a replay buffer: of every
 * minibatch that is drawn, most rows are seen as if what the episode came to had been the goal all
 * along. The goal is put in, the reward is asked of the task again, when a row is drawn, not when
 * it is stored; so each is seen with ever new goals. The rest of the rows are as they happened.
 *
 * <p>An episode waits beside the buffer until it is over, and so lies in it in one piece; only what
 * is over is drawn. One as long as the whole buffer is taken in in parts, as if they were episodes.
 *
 * <p>Places are drawn and rows copied by the buffer; then {@link #draw} draws goals for them, and
 * {@link #putGoals} and {@link #putOutcomes} change the copies.
 */
public final class Hindsight {
  /** In place of a goal's place: the row stays as it happened. */
  private static final int ITS_OWN = -1;

  private final HerConfig config;
  private final GoalTask task;
  private final int[] achievedAt;
  private final int[] desiredAt;
  private final int observationSize;
  private final float gamma;
  private final ReplayBuffer buffer;
  private final UnfinishedEpisode[] unfinished;
  // Of each place: transitions of its episode before it and after it.
  private final int[] before;
  private final int[] after;
  private final float[] achieved;
  private final float[] goal;
  private final float[] ownGoal;
  // The rows drawn last, and the places whose achievements are their goals.
  private int[] places = {};
  private int[] goalPlaces = {};

  /**
   * Beside an empty buffer of {@code FLOAT32} observations, which only this adds to.
   *
   * @param observationSize numbers of one observation
   * @param actionSize numbers of one action
   * @param copies of the environment, whose episodes run side by side
   * @param gamma discount of one step
   */
  public Hindsight(
      HerConfig config,
      GoalTask task,
      ReplayBuffer buffer,
      int observationSize,
      int actionSize,
      int copies,
      double gamma) {
    this.config = config;
    this.task = task;
    this.achievedAt = within(task.achieved(), observationSize);
    this.desiredAt = within(task.desired(), observationSize);
    this.observationSize = observationSize;
    this.gamma = (float) gamma;
    this.buffer = buffer;
    this.unfinished = new UnfinishedEpisode[copies];
    for (int i = 0; i < copies; i++) {
      unfinished[i] = new UnfinishedEpisode(observationSize, actionSize);
    }
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

  /**
   * Takes in one copy's step, as {@link Replay#add} does; it can be drawn once its episode is over.
   */
  public void add(
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
  }

  private void takeIn(UnfinishedEpisode episode) {
    for (int i = 0; i < episode.length(); i++) {
      int place = episode.moveTo(buffer, i);
      before[place] = i;
      after[place] = episode.length() - 1 - i;
    }
    episode.clear();
  }

  /**
   * Draws goals for rows just drawn, which make up whole minibatches of {@code batchSize}; of each,
   * the first rows get one.
   *
   * @param drawn places of the rows; kept, not copied, until the next draw
   */
  public void draw(Pcg64 random, int[] drawn, int batchSize) {
    places = drawn;
    if (goalPlaces.length != drawn.length) {
      goalPlaces = new int[drawn.length];
    }
    int relabelled = config.relabelled(batchSize);
    for (int row = 0; row < drawn.length; row++) {
      goalPlaces[row] = row % batchSize < relabelled ? goalPlace(random, drawn[row]) : ITS_OWN;
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

  /** Puts the goals into copies of observations, of the drawn rows from {@code first} on. */
  public void putGoals(int first, ObservationRows into) {
    FloatBuffer numbers = into.floats();
    for (int row = 0; row < into.count(); row++) {
      int goalPlace = goalPlaces[first + row];
      if (goalPlace != ITS_OWN) {
        buffer.nextNumbers(goalPlace, achievedAt, goal);
        for (int i = 0; i < desiredAt.length; i++) {
          numbers.put(row * observationSize + desiredAt[i], goal[i]);
        }
      }
    }
  }

  /** Asks the task what the steps earn under their goals, and whether anything follows them. */
  public void putOutcomes(int first, FloatBuffer rewards, FloatBuffer discounts) {
    for (int row = 0; row < rewards.capacity(); row++) {
      int goalPlace = goalPlaces[first + row];
      if (goalPlace != ITS_OWN) {
        int place = places[first + row];
        buffer.nextNumbers(place, achievedAt, achieved);
        buffer.nextNumbers(goalPlace, achievedAt, goal);
        rewards.put(row, (float) task.reward(achieved, goal));
        discounts.put(row, discount(place, discounts.get(row)));
      }
    }
  }

  /** An end that the old goal does not explain, such as a fall, is one under any goal. */
  private float discount(int place, float asItHappened) {
    if (task.ends(achieved, goal)) {
      return 0;
    }
    return asItHappened == 0 && endsUnderItsOwnGoal(place) ? gamma : asItHappened;
  }

  private boolean endsUnderItsOwnGoal(int place) {
    buffer.nextNumbers(place, desiredAt, ownGoal);
    return task.ends(achieved, ownGoal);
  }

  /** Writes what lies beside the buffer; to be called after the buffer's own. */
  public void save(DataOutput out) throws IOException {
    for (int i = 0; i < buffer.size(); i++) {
      out.writeInt(before[i]);
      out.writeInt(after[i]);
    }
    for (UnfinishedEpisode episode : unfinished) {
      episode.save(out);
    }
  }

  /** Reads what {@link #save} wrote; the buffer has been read before. */
  public void load(DataInput in) throws IOException {
    for (int i = 0; i < buffer.size(); i++) {
      before[i] = in.readInt();
      after[i] = in.readInt();
    }
    for (UnfinishedEpisode episode : unfinished) {
      episode.load(in);
    }
  }
}
