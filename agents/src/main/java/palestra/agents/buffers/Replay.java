package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/** What off-policy agents learn from: transitions go in as they happen, minibatches come out. */
public interface Replay {

  /**
   * Takes in one transition of a copy.
   *
   * @param from holds the observation in row {@code copy}
   * @param to holds what was seen next in row {@code copy}
   * @param actions rows of numbers, of which row {@code copy} is the action that was taken
   * @param discount of what comes after; 0 where the task ended
   * @param ended whether the copy's episode is over, at its end or cut short
   * @return the transition's place; -1 where it is not known yet
   */
  int add(
      ObservationRows from,
      ObservationRows to,
      int copy,
      float[] actions,
      double reward,
      double discount,
      boolean ended);

  /** Transitions that can be drawn now. */
  int size();

  /** Draws a minibatch, evenly and with replacement. */
  void sample(Pcg64 random, Transitions into);

  /** The places of the rows that were drawn last. */
  int[] places();

  /** Writes everything {@link #load} needs to go on bit for bit. */
  void save(DataOutput out) throws IOException;

  /** Reads what {@link #save} wrote. */
  void load(DataInput in) throws IOException;
}
