package palestra.agents.buffers;

import java.nio.FloatBuffer;

/**
 * Memory that a minibatch is copied into, usually inputs of a learning endpoint: as many rows in
 * each part.
 *
 * @param from what was seen
 * @param actions what was done, a row of numbers each; a discrete action is one number
 * @param rewards what came of it
 * @param discounts of what comes after
 * @param to what was seen next
 */
public record Transitions(
    ObservationRows from,
    FloatBuffer actions,
    FloatBuffer rewards,
    FloatBuffer discounts,
    ObservationRows to) {

  /** Rows of the minibatch. */
  public int count() {
    return from.count();
  }
}
