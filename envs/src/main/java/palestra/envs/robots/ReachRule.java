package palestra.envs.robots;

import palestra.envs.registry.Baseline;

/**
 * Finds the joint angles that bring the fingertip to the target, of the two ways the one that is
 * nearer, and goes there by a linear-quadratic regulator for the environment's own constants.
 */
final class ReachRule implements Baseline {
  private static final double ANGLE_COST = 0.1;

  private final double length0;
  private final double length1;
  private final double[][] gains;

  ReachRule(Reacher.Settings settings) {
    length0 = settings.linkLength0();
    length1 = settings.linkLength1();
    RungeKutta integrator = new RungeKutta(settings.mechanism());
    double[] motor = new double[2];
    gains =
        Lqr.gains(
            (state, action, next) -> {
              double[] q = {state[0], state[1]};
              double[] v = {state[2], state[3]};
              motor[0] = settings.gear() * action[0];
              motor[1] = settings.gear() * action[1];
              integrator.advance(q, v, motor, settings.timestep(), settings.frameSkip());
              next[0] = q[0];
              next[1] = q[1];
              next[2] = v[0];
              next[3] = v[1];
            },
            new double[] {0, Math.PI / 2, 0, 0},
            new double[] {ANGLE_COST, ANGLE_COST, 0, 0},
            new double[] {1, 1});
  }

  @Override
  public double[] act(double[] o, byte[] mask) {
    double t0 = Math.atan2(o[2], o[0]);
    double t1 = Math.atan2(o[3], o[1]);
    double x = o[4];
    double y = o[5];
    double cos = (x * x + y * y - length0 * length0 - length1 * length1) / (2 * length0 * length1);
    double bend = Math.acos(Math.max(-1, Math.min(1, cos)));
    double[] way = errors(t0, t1, x, y, bend);
    double[] other = errors(t0, t1, x, y, -bend);
    if (other[0] * other[0] + other[1] * other[1] < way[0] * way[0] + way[1] * way[1]) {
      way = other;
    }
    double[] action = Lqr.action(gains, way[0], way[1], o[6], o[7]);
    for (int i = 0; i < action.length; i++) {
      action[i] = Math.max(-1, Math.min(1, action[i]));
    }
    return action;
  }

  /** How far the joints are from the angles that reach the target with this bend. */
  private double[] errors(double t0, double t1, double x, double y, double bend) {
    double first =
        Math.atan2(y, x) - Math.atan2(length1 * Math.sin(bend), length0 + length1 * Math.cos(bend));
    return new double[] {wrapped(t0 - first), wrapped(t1 - bend)};
  }

  private static double wrapped(double angle) {
    return Math.atan2(Math.sin(angle), Math.cos(angle));
  }
}
