package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Generator;

/**
 * One copy inside a {@link PoolVectorEnvironment}: an environment that reads its action from a
 * batch's row and writes its observation into another's, so that a step allocates nothing.
 *
 * @param <R> the generator it draws from
 */
public interface Copy<R extends Generator> extends AutoCloseable {

  /** Starts an episode, drawn from this generator, which it goes on drawing from while it runs. */
  void begin(R random);

  /**
   * Takes one step with an action that was checked to be in the action space.
   *
   * @return the reward
   */
  double move(Batch actions, int row);

  /** Whether the last step ended the task itself. */
  boolean terminated();

  /** Whether the last step cut the episode short from within the copy; most never do. */
  default boolean truncated() {
    return false;
  }

  /** Writes what is seen now into a row. */
  void observe(Batch observations, int row);

  /** Number of actions an action mask covers; 0 where all may always be taken. */
  default int maskSize() {
    return 0;
  }

  /** Writes into a row, 1 or 0 for each, which actions may be taken now. */
  default void mask(Batch masks, int row) {}

  /** Writes the episode's state, without the generator. */
  void saveCopy(DataOutput out) throws IOException;

  /** Reads the episode's state; the generator is set before, and is the one drawn from. */
  void loadCopy(DataInput in, R random) throws IOException;

  @Override
  void close();
}
