package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Space;

/**
 * Several copies of one environment that step together: the type training uses.
 *
 * <p>What a step gives lies in buffers that are made once and written over by the next step: no
 * allocation per step. Observations and actions are batches with a row per copy; a composite space
 * is flattened first.
 */
public interface VectorEnvironment extends AutoCloseable {

  /** Number of copies. */
  int count();

  /** The space of one copy's observation. */
  Space<?> singleObservationSpace();

  /** The space of one copy's action. */
  Space<?> singleActionSpace();

  AutoresetMode autoresetMode();

  /** Starts an episode in every copy; copy {@code i} gets {@code seed + i}, as in Gymnasium. */
  void reset(long seed);

  /**
   * Starts the next episode in some copies, each drawing on from its own generator: what a user of
   * {@link AutoresetMode#DISABLED} does with ended copies, as with Gymnasium's {@code reset_mask}.
   * The other copies, and what the last step gave for them, stay as they are.
   *
   * @param copies which to reset
   * @throws IllegalStateException before the first {@link #reset(long)}
   */
  void reset(boolean[] copies);

  /**
   * Takes one step in every copy.
   *
   * @param actions a row per copy, of the element type that {@code newActions} gives
   * @throws IllegalArgumentException if an action is not in the action space; names the copy, and
   *     no copy has moved
   * @throws IllegalStateException before the first reset; under {@link AutoresetMode#DISABLED} also
   *     if a copy's episode is over, and no copy has moved
   */
  void step(Batch actions);

  /** A batch that fits {@link #step}. */
  Batch newActions();

  /** What is seen now, a row per copy: after an autoreset, the new episode's first observation. */
  Batch observations();

  /**
   * The last observation of each episode that the last step ended, in its copy's row; other rows
   * are undefined. Under {@link AutoresetMode#SAME_STEP} only; in the other modes {@link
   * #observations()} has it.
   */
  Batch finalObservations();

  /** The last step's rewards; read only. */
  double[] rewards();

  /**
   * The last step's rewards as the task itself gave them, where a wrapper shows other ones in
   * {@link #rewards()}; read only.
   */
  default double[] taskRewards() {
    return rewards();
  }

  /** Which copies' tasks ended in the last step; read only. */
  boolean[] terminated();

  /** Which copies' episodes the last step cut short; read only. */
  boolean[] truncated();

  /** The generator that one copy draws from, itself: what is drawn here, the copy does not draw. */
  Generator random(int copy);

  /**
   * The generator of one copy as it stood when that copy's present episode started: what a replay
   * starts from.
   */
  Generator episodeStart(int copy);

  /**
   * Which discrete actions each copy may take now, a row per copy of 1 or 0 for each action; empty
   * where all always may. Written over by the next step, as all batches are.
   */
  default Optional<Batch> actionMasks() {
    return Optional.empty();
  }

  /**
   * Has every episode from the next reset on start so that {@link #episodeStart} tells how. Most
   * environments always do; one that draws where its generator cannot be had gives each episode a
   * seed of its own, and an asynchronous one steps all copies together.
   */
  default void makeReplayable() {}

  /**
   * Whether some copies may step while others still do; what has not {@linkplain #moved moved} in a
   * step then shows what it showed before, with reward 0, and goes on with the action it has.
   */
  default boolean asynchronous() {
    return false;
  }

  /** Whether the last step brought a copy a step further; always, unless asynchronous. */
  default boolean moved(int copy) {
    return true;
  }

  /** What a run's record says of how these copies were stepped, by name; mostly nothing. */
  default Map<String, Object> report() {
    return Map.of();
  }

  /** Writes everything {@link #loadState} needs to go on bit for bit. */
  void saveState(DataOutput out) throws IOException;

  /** Goes back to a state that {@link #saveState} wrote; the buffers hold what they held then. */
  void loadState(DataInput in) throws IOException;

  @Override
  default void close() {}
}
