package palestra.envs.robots;

import java.util.Arrays;
import palestra.envs.registry.Baseline;

/**
 * Balances one pole or two by a linear-quadratic regulator, whose gains {@link Lqr} finds for the
 * environment's own constants.
 */
final class BalanceRule implements Baseline {
  private static final double STATE_COST = 1;

  private final double[][] gains;
  private final double maxAction;
  private final boolean two;

  private BalanceRule(
      Mechanism mechanism, double gear, double maxAction, double timestep, int frameSkip) {
    int n = mechanism.coordinates();
    this.maxAction = maxAction;
    two = n == 3;
    RungeKutta integrator = new RungeKutta(mechanism);
    double[] motor = new double[n];
    double[] q = new double[n];
    double[] v = new double[n];
    double[] cost = new double[2 * n];
    Arrays.fill(cost, STATE_COST);
    gains =
        Lqr.gains(
            (state, action, next) -> {
              System.arraycopy(state, 0, q, 0, n);
              System.arraycopy(state, n, v, 0, n);
              motor[0] = gear * action[0];
              integrator.advance(q, v, motor, timestep, frameSkip);
              System.arraycopy(q, 0, next, 0, n);
              System.arraycopy(v, 0, next, n, n);
            },
            new double[2 * n],
            cost,
            new double[] {1 / (maxAction * maxAction)});
  }

  static BalanceRule of(InvertedPendulum.Settings settings) {
    return new BalanceRule(
        settings.mechanism(),
        settings.gear(),
        settings.maxAction(),
        settings.timestep(),
        settings.frameSkip());
  }

  static BalanceRule of(DoublePendulumSettings settings) {
    return new BalanceRule(
        settings.mechanism(),
        settings.gear(),
        settings.maxAction(),
        settings.timestep(),
        settings.frameSkip());
  }

  @Override
  public double[] act(double[] o, byte[] mask) {
    double[] action;
    if (two) {
      double first = Math.atan2(o[1], o[3]);
      double second = first + Math.atan2(o[2], o[4]);
      action = Lqr.action(gains, o[0], first, second, o[5], o[6], o[6] + o[7]);
    } else {
      action = Lqr.action(gains, o);
    }
    action[0] = Math.max(-maxAction, Math.min(maxAction, action[0]));
    return action;
  }
}
