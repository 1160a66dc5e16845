package palestra.envs.classic;

import palestra.envs.registry.Baseline;

/** Rules that play the classic control tasks. */
final class ClassicBaselines {
  private ClassicBaselines() {}

  /** Pushes to the side that the pole falls to, and a little to where the cart should go. */
  static Baseline balanceCartPole() {
    return (observation, mask) -> {
      double lean =
          observation[2] + 0.25 * observation[3] + 0.02 * observation[0] + 0.05 * observation[1];
      return new double[] {lean > 0 ? 1 : 0};
    };
  }

  /**
   * Pushes where the car goes, which adds energy, and turns a little before it does: the numbers
   * were found by trying some out.
   */
  static Baseline swingMountainCar() {
    return (observation, mask) -> {
      boolean right = observation[1] > 0.008 * (observation[0] + 0.48);
      return new double[] {right ? 2 : 0};
    };
  }

  /** Pushes where the car goes, half as hard as it could: that is enough, and costs less. */
  static Baseline swingMountainCarContinuous(MountainCarContinuous.Settings settings) {
    double push = 0.5 * settings.maxAction();
    return (observation, mask) -> new double[] {observation[1] < 0 ? -push : push};
  }

  /**
   * Adds or takes energy until it is that of standing upright (K. J. Astrom and K. Furuta,
   * "Swinging up a pendulum by energy control", 2000), and holds the rod there by its angle and
   * velocity.
   */
  static Baseline swingPendulum(Pendulum.Settings settings) {
    double inertia = settings.m() * settings.l() * settings.l() / 3;
    double weight = settings.m() * settings.g() * settings.l() / 2;
    double most = settings.maxTorque();
    return (observation, mask) -> {
      double angle = Math.atan2(observation[1], observation[0]);
      double velocity = observation[2];
      double energy = 0.5 * inertia * velocity * velocity + weight * (observation[0] - 1);
      double torque;
      if (Math.abs(angle) < 0.5 && Math.abs(velocity) < 3) {
        torque = -(2 * weight * angle + 2 * inertia * 5 * velocity);
      } else {
        torque = energy < 0 ? (velocity < 0 ? -most : most) : (velocity < 0 ? most : -most);
      }
      return new double[] {Math.max(-most, Math.min(most, torque))};
    };
  }

  /** Turns the motor the way the second link swings, which adds energy. */
  static Baseline swingAcrobot() {
    return (observation, mask) -> new double[] {observation[5] < 0 ? 0 : 2};
  }
}
