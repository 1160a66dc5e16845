package palestra.envs.box2d;

import palestra.envs.registry.Baseline;

/**
 * Walks by the rule that Gymnasium ships for its demonstration: a cycle of three phases that set
 * target angles for hips and knees, which proportional and derivative controllers follow. It has no
 * notion of balance, and falls on rough ground.
 */
public final class BipedalWalkerBaseline implements Baseline {
  private enum Phase {
    STAND_ON_ONE_LEG,
    PUT_OTHER_DOWN,
    PUSH_OFF
  }

  private static final double SPEED = 0.29;
  private static final double SUPPORT_KNEE = 0.1;
  private static final int LEG_NUMBERS = 5;
  private static final int FIRST_LEG = 4;

  private Phase phase;
  private int moving;
  private double supportKnee;

  /** A rule at the start of an episode. */
  public BipedalWalkerBaseline() {
    reset();
  }

  @Override
  public void reset() {
    phase = Phase.STAND_ON_ONE_LEG;
    moving = 0;
    supportKnee = SUPPORT_KNEE;
  }

  @Override
  public double[] act(double[] o, byte[] mask) {
    int supporting = 1 - moving;
    int movingAt = FIRST_LEG + LEG_NUMBERS * moving;
    int supportingAt = FIRST_LEG + LEG_NUMBERS * supporting;
    // Not a number: no target, the motor only damps.
    double[] hips = {Double.NaN, Double.NaN};
    double[] knees = {Double.NaN, Double.NaN};
    if (phase == Phase.STAND_ON_ONE_LEG) {
      hips[moving] = 1.1;
      knees[moving] = -0.6;
      supportKnee += o[2] > SPEED ? 0.06 : 0.03;
      supportKnee = Math.min(supportKnee, SUPPORT_KNEE);
      knees[supporting] = supportKnee;
      if (o[supportingAt] < 0.10) {
        phase = Phase.PUT_OTHER_DOWN;
      }
    }
    if (phase == Phase.PUT_OTHER_DOWN) {
      hips[moving] = 0.1;
      knees[moving] = SUPPORT_KNEE;
      knees[supporting] = supportKnee;
      if (o[movingAt + 4] != 0) {
        phase = Phase.PUSH_OFF;
        supportKnee = Math.min(o[movingAt + 2], SUPPORT_KNEE);
      }
    }
    if (phase == Phase.PUSH_OFF) {
      knees[moving] = supportKnee;
      knees[supporting] = 1;
      if (o[supportingAt + 2] > 0.88 || o[2] > 1.2 * SPEED) {
        phase = Phase.STAND_ON_ONE_LEG;
        moving = supporting;
      }
    }
    double[] action = new double[4];
    for (int leg = 0; leg < 2; leg++) {
      int at = FIRST_LEG + LEG_NUMBERS * leg;
      double hip = follow(hips[leg], o[at], 0.9, o[at + 1]);
      double knee = follow(knees[leg], o[at + 2], 4.0, o[at + 3]);
      // Holds the head straight, and damps bouncing.
      hip -= 0.9 * (0 - o[0]) - 1.5 * o[1];
      knee -= 15.0 * o[3];
      action[2 * leg] = unit(0.5 * hip);
      action[2 * leg + 1] = unit(0.5 * knee);
    }
    return action;
  }

  /** As in the reference, a target of exactly 0 is none. */
  private static double follow(double target, double angle, double stiffness, double speed) {
    return Double.isNaN(target) || target == 0 ? 0 : stiffness * (target - angle) - 0.25 * speed;
  }

  private static double unit(double value) {
    return Math.max(-1, Math.min(1, value));
  }
}
