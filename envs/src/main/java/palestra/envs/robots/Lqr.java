package palestra.envs.robots;

/**
 * Gains of a linear-quadratic regulator: with {@code u = -K s}, a system near rest keeps the sum of
 * {@code s' Q s + u' R u} over its steps smallest. The system is linearised by differences of its
 * own step, and the Riccati recursion is run until it stands still.
 *
 * <p>R. E. Kalman, "Contributions to the Theory of Optimal Control", 1960.
 */
final class Lqr {
  /** One step of a system: writes the state after it. */
  @FunctionalInterface
  interface Plant {
    void step(double[] state, double[] action, double[] next);
  }

  private static final double DIFFERENCE = 1e-5;
  private static final int MOST_ROUNDS = 20_000;
  private static final double STILL = 1e-12;

  private Lqr() {}

  /**
   * The gains.
   *
   * @param rest the state around which the system is linearised; no action keeps it there
   * @param stateCost what the square of each number of the state costs, a step
   * @param actionCost what the square of each number of the action costs, a step
   * @return a row per number of the action, a column per number of the state
   */
  static double[][] gains(Plant plant, double[] rest, double[] stateCost, double[] actionCost) {
    int n = rest.length;
    int m = actionCost.length;
    double[][] a = new double[n][n];
    double[][] b = new double[n][m];
    linearise(plant, rest, a, b);
    double[][] p = diagonal(stateCost);
    double[][] k = new double[m][n];
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[][] pa = product(p, a);
      double[][] pb = product(p, b);
      double[][] inner = sum(diagonal(actionCost), product(transposed(b), pb), 1);
      double[][] next = solve(inner, product(transposed(b), pa));
      double[][] cost =
          sum(
              sum(diagonal(stateCost), product(transposed(a), pa), 1),
              product(product(transposed(a), pb), next),
              -1);
      double change = 0;
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          change = Math.max(change, Math.abs(next[i][j] - k[i][j]) / (1 + Math.abs(k[i][j])));
        }
      }
      p = cost;
      k = next;
      if (change < STILL) {
        break;
      }
    }
    return k;
  }

  /** The action -K s. */
  static double[] action(double[][] gains, double... state) {
    double[] action = new double[gains.length];
    for (int i = 0; i < gains.length; i++) {
      for (int j = 0; j < state.length; j++) {
        action[i] -= gains[i][j] * state[j];
      }
    }
    return action;
  }

  private static void linearise(Plant plant, double[] rest, double[][] a, double[][] b) {
    int n = rest.length;
    int m = b[0].length;
    for (int j = 0; j < n + m; j++) {
      double[][] ends = new double[2][n];
      for (int side = 0; side < 2; side++) {
        double[] state = rest.clone();
        double[] action = new double[m];
        double change = side == 0 ? -DIFFERENCE : DIFFERENCE;
        if (j < n) {
          state[j] += change;
        } else {
          action[j - n] += change;
        }
        plant.step(state, action, ends[side]);
      }
      for (int i = 0; i < n; i++) {
        double slope = (ends[1][i] - ends[0][i]) / (2 * DIFFERENCE);
        if (j < n) {
          a[i][j] = slope;
        } else {
          b[i][j - n] = slope;
        }
      }
    }
  }

  private static double[][] diagonal(double[] values) {
    double[][] matrix = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) {
      matrix[i][i] = values[i];
    }
    return matrix;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static double[][] sum(double[][] a, double[][] b, double factor) {
    double[][] c = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        c[i][j] = a[i][j] + factor * b[i][j];
      }
    }
    return c;
  }

  private static double[][] transposed(double[][] a) {
    double[][] c = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        c[j][i] = a[i][j];
      }
    }
    return c;
  }

  /** Solves {@code a x = b} for a positive definite a, which it writes over, as b. */
  private static double[][] solve(double[][] a, double[][] b) {
    int n = a.length;
    for (int i = 0; i < n; i++) {
      for (int row = 0; row < n; row++) {
        if (row == i) {
          continue;
        }
        double factor = a[row][i] / a[i][i];
        for (int j = 0; j < n; j++) {
          a[row][j] -= factor * a[i][j];
        }
        for (int j = 0; j < b[0].length; j++) {
          b[row][j] -= factor * b[i][j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < b[0].length; j++) {
        b[i][j] /= a[i][i];
      }
    }
    return b;
  }
}
