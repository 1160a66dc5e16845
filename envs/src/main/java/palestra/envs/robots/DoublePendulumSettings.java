package palestra.envs.robots;

/**
 * The constants of {@link InvertedDoublePendulum}; pole 1 is the lower one.
 *
 * @param gravity m/s²
 * @param cartMass kg
 * @param poleMass1 kg
 * @param poleMass2 kg
 * @param poleLength1 m
 * @param poleLength2 m
 * @param cartDamping friction along the rail, N s/m
 * @param poleDamping friction of each hinge, N m s/rad
 * @param gear newtons for an action of 1
 * @param maxAction the largest action
 * @param railLimit where the rail ends, m from the middle
 * @param stopStiffness of the springs at the rail's ends, N/m
 * @param stopDamping of the dampers there, N s/m
 * @param timestep of the integration, s
 * @param frameSkip integration steps in a step
 * @param resetNoiseScale bound and deviation of the first state's numbers
 * @param minHeight the tip's height at which an episode ends, m above the hinge on the cart
 * @param targetHeight the height that the tip's is held against, m
 * @param healthyReward reward of a step that does not end the episode
 * @param xWeight what the square of the tip's distance from the middle costs
 * @param heightWeight what the square of its distance from the target height costs
 * @param velocityWeight1 what the square of the first angle's velocity costs
 * @param velocityWeight2 what the square of the second angle's velocity costs
 */
public record DoublePendulumSettings(
    double gravity,
    double cartMass,
    double poleMass1,
    double poleMass2,
    double poleLength1,
    double poleLength2,
    double cartDamping,
    double poleDamping,
    double gear,
    double maxAction,
    double railLimit,
    double stopStiffness,
    double stopDamping,
    double timestep,
    int frameSkip,
    double resetNoiseScale,
    double minHeight,
    double targetHeight,
    double healthyReward,
    double xWeight,
    double heightWeight,
    double velocityWeight1,
    double velocityWeight2) {
  /** Masses as of MuJoCo's bodies, all else as in Gymnasium's task. */
  public static final DoublePendulumSettings DEFAULT =
      new DoublePendulumSettings(
          9.81, 10.5, 4.2, 4.2, 0.6, 0.6, 0.05, 0.05, 500, 1, 1, 20_000, 500, 0.01, 5, 0.1, 1, 2,
          10, 0.01, 1, 0.001, 0.005);

  public DoublePendulumSettings {
    Checks.finite("gravity", gravity);
    Checks.positive("cart_mass", cartMass);
    Checks.positive("pole_mass_1", poleMass1);
    Checks.positive("pole_mass_2", poleMass2);
    Checks.positive("pole_length_1", poleLength1);
    Checks.positive("pole_length_2", poleLength2);
    Checks.notNegative("pole_damping", poleDamping);
    Checks.finite("gear", gear);
    Checks.positive("max_action", maxAction);
    Checks.positive("timestep", timestep);
    Checks.positive("frame_skip", frameSkip);
    Checks.notNegative("reset_noise_scale", resetNoiseScale);
    Checks.finite("min_height", minHeight);
    Checks.finite("target_height", targetHeight);
    Checks.finite("healthy_reward", healthyReward);
    Checks.finite("x_weight", xWeight);
    Checks.finite("height_weight", heightWeight);
    Checks.finite("velocity_weight_1", velocityWeight1);
    Checks.finite("velocity_weight_2", velocityWeight2);
  }

  Rail rail() {
    return new Rail(railLimit, stopStiffness, stopDamping, cartDamping);
  }

  TwoPolesOnCart mechanism() {
    return new TwoPolesOnCart(
        rail(), cartMass, poleMass1, poleMass2, poleLength1, poleLength2, poleDamping, gravity);
  }
}
