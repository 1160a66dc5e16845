package palestra.envs.registry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A rule of thumb that plays an environment without having learned: what learners are held against.
 * One instance plays one copy.
 */
public interface Baseline {

  /** Makes one for an environment with these arguments. */
  @FunctionalInterface
  interface Factory {
    Baseline make(Arguments arguments);
  }

  /** Forgets the episode before. */
  default void reset() {}

  /**
   * Chooses an action.
   *
   * @param observation what is seen, as {@link palestra.envs.spaces.Numbers} has it
   * @param mask which discrete actions may be taken, 1 or 0 for each; empty where all may
   * @return the action as numbers; a discrete one is one number
   */
  double[] act(double[] observation, byte[] mask);

  /** Writes what it remembers of the present episode; most remember nothing. */
  default void saveState(DataOutput out) throws IOException {}

  /** Goes back to a state that {@link #saveState} wrote. */
  default void loadState(DataInput in) throws IOException {}
}
