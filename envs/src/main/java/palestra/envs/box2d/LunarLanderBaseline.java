package palestra.envs.box2d;

import palestra.envs.registry.Baseline;

/**
 * Lands with two proportional and derivative controllers, as the rule that Gymnasium ships for its
 * demonstration does: lean towards the pad, and sink the slower the lower it is.
 */
public final class LunarLanderBaseline implements Baseline {
  private static final double GREATEST_LEAN = 0.4;
  private static final double IDLE = 0.05;

  private final boolean continuous;

  /**
   * A rule.
   *
   * @param continuous whether it sets two throttles instead of choosing one of four actions
   */
  public LunarLanderBaseline(boolean continuous) {
    this.continuous = continuous;
  }

  @Override
  public double[] act(double[] observation, byte[] mask) {
    double x = observation[0];
    double y = observation[1];
    double speedX = observation[2];
    double speedY = observation[3];
    double lean = Math.max(-GREATEST_LEAN, Math.min(GREATEST_LEAN, x * 0.5 + speedX));
    double turn = (lean - observation[4]) * 0.5 - observation[5];
    double lift = (0.55 * Math.abs(x) - y) * 0.5 - speedY * 0.5;
    boolean touches = observation[6] != 0 || observation[7] != 0;
    if (touches) {
      turn = 0;
      lift = -speedY * 0.5;
    }
    if (continuous) {
      return new double[] {unit(lift * 20 - 1), unit(-turn * 20)};
    } else if (lift > Math.abs(turn) && lift > IDLE) {
      return new double[] {2};
    } else if (turn < -IDLE) {
      return new double[] {3};
    }
    return new double[] {turn > IDLE ? 1 : 0};
  }

  private static double unit(double value) {
    return Math.max(-1, Math.min(1, value));
  }
}
