package palestra.agents.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import palestra.agents.Policy;
import palestra.envs.vector.Batch;

/** A policy that nothing was learned for, with what it remembers. */
interface Player extends Policy {
  @Override
  default void act(Batch observations, Batch actions) {
    act(observations, Optional.empty(), actions);
  }

  @Override
  void act(Batch observations, Optional<Batch> masks, Batch actions);

  /** Writes everything {@link #load} needs to go on bit for bit. */
  void save(DataOutput out) throws IOException;

  /** Goes back to a state that {@link #save} wrote. */
  void load(DataInput in) throws IOException;
}
