package palestra.envs.toytext;

import palestra.envs.registry.Baseline;

/**
 * The best policy of a task whose transitions are known, by value iteration: R. S. Sutton and A. G.
 * Barto, "Reinforcement Learning: An Introduction", 2nd edition, 2018, section 4.4.
 */
final class ValueIteration {
  // Close enough to 1 that the policy is the best for the plain return within the step limits, and
  // below it so that it does not dawdle where nothing is lost by it.
  private static final double DISCOUNT = 0.999;
  private static final double PRECISION = 1e-10;
  private static final int MOST_SWEEPS = 20_000;
  // Differences below this are rounding: of equal actions the first is taken.
  private static final double TIE = 1e-9;

  private ValueIteration() {}

  /** Plays a task by its best policy. */
  static Baseline baseline(TransitionTable table) {
    int[] policy = policy(table, values(table));
    return (observation, mask) -> new double[] {policy[(int) observation[0]]};
  }

  /** The value of every state under the best policy. */
  static double[] values(TransitionTable table) {
    double[] values = new double[table.states];
    double change = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < MOST_SWEEPS && change > PRECISION; sweep++) {
      change = 0;
      for (int state = 0; state < table.states; state++) {
        double best = Double.NEGATIVE_INFINITY;
        for (int action = 0; action < table.actions; action++) {
          best = Math.max(best, worth(table, values, state, action));
        }
        change = Math.max(change, Math.abs(best - values[state]));
        values[state] = best;
      }
    }
    return values;
  }

  private static int[] policy(TransitionTable table, double[] values) {
    int[] policy = new int[table.states];
    for (int state = 0; state < table.states; state++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int action = 0; action < table.actions; action++) {
        double worth = worth(table, values, state, action);
        if (worth > best + TIE) {
          best = worth;
          policy[state] = action;
        }
      }
    }
    return policy;
  }

  private static double worth(TransitionTable table, double[] values, int state, int action) {
    int first = (state * table.actions + action) * table.outcomes;
    double worth = 0;
    for (int i = first; i < first + table.outcomes; i++) {
      double later = table.terminated[i] ? 0 : DISCOUNT * values[table.next[i]];
      worth += table.probability[i] * (table.reward[i] + later);
    }
    return worth;
  }
}
