package palestra.envs.toytext;

/**
 * What every action may lead to in every state of a task with numbered states: up to {@code
 * outcomes} next states, each with its probability, reward and whether it ends the episode. Outcome
 * {@code k} of a state and action lies at {@code (state * actions + action) * outcomes + k}.
 */
final class TransitionTable {
  final int states;
  final int actions;
  final int outcomes;
  final double[] probability;
  final int[] next;
  final double[] reward;
  final boolean[] terminated;
  // Sums of the probabilities from the first outcome on, added in their order as NumPy adds them.
  private final double[] cumulative;

  TransitionTable(int states, int actions, int outcomes) {
    this.states = states;
    this.actions = actions;
    this.outcomes = outcomes;
    int size = states * actions * outcomes;
    probability = new double[size];
    next = new int[size];
    reward = new double[size];
    terminated = new boolean[size];
    cumulative = new double[size];
  }

  /** Sets an outcome; those of one state and action are set in their order. */
  void set(int state, int action, int outcome, double chance, int to, double earned, boolean ends) {
    int i = (state * actions + action) * outcomes + outcome;
    probability[i] = chance;
    next[i] = to;
    reward[i] = earned;
    terminated[i] = ends;
    cumulative[i] = outcome == 0 ? chance : cumulative[i - 1] + chance;
  }

  /** Sets the only outcome there is. */
  void setCertain(int state, int action, int to, double earned, boolean ends) {
    set(state, action, 0, 1, to, earned, ends);
    for (int k = 1; k < outcomes; k++) {
      set(state, action, k, 0, to, earned, ends);
    }
  }

  /**
   * The outcome that a uniform number in [0, 1) stands for, as Gymnasium's {@code
   * categorical_sample} has it: the first whose cumulative probability is above the number, and the
   * very first where rounding left none above.
   */
  int draw(int state, int action, double uniform) {
    int first = (state * actions + action) * outcomes;
    int k = 0;
    for (int i = first; i < first + outcomes; i++) {
      k += cumulative[i] <= uniform ? 1 : 0;
    }
    return k == outcomes ? first : first + k;
  }
}
