package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * A layer that remembers: goes over a sequence step by step and carries a state along. The state is
 * one row of numbers for each sequence of the batch, whatever it consists of, so that whoever keeps
 * it between two calls need not know.
 */
public interface Recurrent {

  /** Numbers of one sequence's state. */
  int stateSize();

  /** Numbers that come out at each step. */
  int units();

  /**
   * Goes over sequences.
   *
   * @param x {@code [time, batch, features]}, time and batch known
   * @param state what is remembered before the first step, {@code [batch, stateSize]}
   * @param starts {@code [time, batch]}, 1 where a new episode starts with this step, so that what
   *     came before is forgotten first; 0 elsewhere
   */
  Steps apply(Scope scope, Operand<TFloat32> x, Operand<TFloat32> state, Operand<TFloat32> starts);

  /**
   * What came of it.
   *
   * @param outputs {@code [time, batch, units]}
   * @param state what is remembered after the last step, {@code [batch, stateSize]}
   */
  record Steps(Operand<TFloat32> outputs, Operand<TFloat32> state) {}
}
