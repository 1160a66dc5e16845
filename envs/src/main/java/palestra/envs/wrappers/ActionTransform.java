package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Turns the actions an agent chooses into those an environment takes: written once, for {@link
 * TransformAction} around one environment and {@link VectorTransformAction} around many copies. It
 * works on rows of batches and allocates nothing; what it remembers of a copy's episode it keeps by
 * row.
 */
public interface ActionTransform {

  /** What the agent chooses from. */
  Space<?> space();

  /** A copy's episode begins. */
  default void begin(int row) {}

  /**
   * Turns an action.
   *
   * @param chosen in {@link #space()}
   * @param taken to be written, in the environment's action space
   * @param random the generator of the environment, to draw from
   * @param mask which actions are allowed, a row per copy, or null where all are
   */
  void turn(Batch chosen, Batch taken, int row, Generator random, Batch mask);

  /**
   * Refuses an action that is in the space and yet may not be taken now; called for all copies
   * before any moves.
   */
  default void check(Batch chosen, int row, Batch mask) {}

  /** Writes what it remembers. */
  default void save(DataOutput out) throws IOException {}

  /** Reads what {@link #save} wrote. */
  default void load(DataInput in) throws IOException {}
}
