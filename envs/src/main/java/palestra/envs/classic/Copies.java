package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/**
 * The states of a task's copies as a structure of arrays, and the loops that move them: the single
 * environment has one copy, the vector many. Numbers of a copy have its index; rows of observations
 * lie one after the other.
 */
interface Copies {
  /** Puts a copy into a first state drawn from the start that the settings have. */
  void start(int copy, Pcg64 random);

  /** Draws what a copy's coming step needs; nothing for most tasks. */
  default void draw(int copy, Pcg64 random) {}

  /** Whether {@link #draw} draws. */
  default boolean draws() {
    return false;
  }

  /**
   * Moves every copy by a step with the actions taken in before.
   *
   * @param rewards to be written
   * @param terminated to be written
   */
  void advance(double[] rewards, boolean[] terminated);

  /** Writes all observations. */
  void observe(float[] rows);

  /** Writes one copy's observation into its row. */
  void observe(int copy, float[] rows);

  /** Writes one copy's state. */
  void save(int copy, DataOutput out) throws IOException;

  /** Reads one copy's state. */
  void load(int copy, DataInput in) throws IOException;

  /** Copies that are moved by one of some actions each. */
  interface Discrete extends Copies {
    /** Takes in the actions of the coming step, which are in the action space. */
    void act(long[] actions);
  }

  /** Copies that are moved by a number each. */
  interface Continuous extends Copies {
    /** Takes in the actions of the coming step, which are in the action space. */
    void act(float[] actions);
  }
}
