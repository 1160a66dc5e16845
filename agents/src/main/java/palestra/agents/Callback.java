package palestra.agents;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is done beside training, such as evaluating or saving, as Stable-Baselines3 has it. {@link
 * Trainer#run} calls it; {@link Trainer#stop} from within ends the training early. Ready made ones
 * are in package {@code callbacks}.
 */
public interface Callback {

  /** Before the first step, or the first after going on from a saved state. */
  default void start(Trainer trainer) throws IOException {}

  /**
   * After every step of all copies. {@link Trainer#finished} tells whether it was the last, as
   * planned or because somebody stopped it.
   */
  void step(Trainer trainer) throws IOException;

  /** After the last step. */
  default void end(Trainer trainer) throws IOException {}

  /** Writes what it keeps from step to step. */
  default void saveState(DataOutput out) throws IOException {}

  /** Goes back to what {@link #saveState} wrote. */
  default void loadState(DataInput in) throws IOException {}
}
