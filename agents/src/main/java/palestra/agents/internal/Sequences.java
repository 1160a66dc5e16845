package palestra.agents.internal;

/**
 * How a rollout's rows, step after step and in each step copy after copy, are cut into sequences of
 * equally many steps: all copies' first ones, then all copies' second ones.
 *
 * @param copies of the environment
 * @param nSteps of each copy
 * @param length steps of a sequence; divides {@code nSteps}
 */
record Sequences(int copies, int nSteps, int length) {
  Sequences {
    Checks.divides("sequenceLength", length, "a copy's steps in a rollout", nSteps);
  }

  /** How many there are. */
  int count() {
    return nSteps / length * copies;
  }

  /** The row of a sequence's step. */
  int row(int sequence, int step) {
    if (length == 1) {
      return sequence;
    }
    int first = sequence / copies * length;
    return (first + step) * copies + sequence % copies;
  }

  /** Where a row lies when the sequences are side by side, step after step. */
  int place(int row) {
    if (length == 1) {
      return row;
    }
    int step = row / copies;
    return step % length * count() + step / length * copies + row % copies;
  }

  /** Whether sequences start with a row's step. */
  boolean start(int row) {
    return row / copies % length == 0;
  }

  /** The sequence of the first copy that a row's step belongs to. */
  int firstSequence(int row) {
    return row / copies / length * copies;
  }
}
