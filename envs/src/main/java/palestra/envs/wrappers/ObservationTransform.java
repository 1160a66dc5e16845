package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Turns what an environment shows into what an agent sees: written once, for {@link
 * TransformObservation} around one environment and {@link VectorTransformObservation} around many
 * copies. It works on rows of batches and allocates nothing; what it remembers of a copy's episode
 * it keeps by row.
 */
public interface ObservationTransform {

  /** What the agent sees. */
  Space<?> space();

  /** Looks at the present observations of all copies before any is turned. */
  default void look(Batch shown) {}

  /** Turns the first observation of an episode. */
  default void first(Batch shown, Batch seen, int row) {
    next(shown, seen, row);
  }

  /** Turns the observation after a step. */
  void next(Batch shown, Batch seen, int row);

  /** Writes what it remembers. */
  default void save(DataOutput out) throws IOException {}

  /** Reads what {@link #save} wrote. */
  default void load(DataInput in) throws IOException {}
}
