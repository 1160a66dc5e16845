package palestra.envs.racing;

/**
 * A car's constants. Lengths of its parts are in units of {@code size}.
 *
 * @param size metres to a unit of the car's drawing
 * @param enginePower power of the engine at full gas, on each rear wheel
 * @param wheelMomentOfInertia of a wheel around its axle
 * @param frictionLimit force at which a wheel begins to slide on a surface of grip 1
 * @param grassFriction grip of the grass, in parts of the friction limit
 * @param tyreStiffness force on a wheel for every metre a second that it slips, below the limit
 * @param wheelRadius radius of a wheel, units
 * @param wheelWidth half the width of a wheel, units
 * @param brakeForce what the full brake takes from a wheel's angular velocity in a step, rad/s
 * @param gasRate how much the gas rises at most in a step
 * @param steerLimit largest angle of the front wheels to either side, rad
 * @param steerSpeed largest angular velocity of the steering, rad/s
 * @param steerTorque largest torque of the steering
 * @param hullDensity mass of the hull for its area
 * @param wheelDensity mass of a wheel for its area
 */
public record CarSettings(
    double size,
    double enginePower,
    double wheelMomentOfInertia,
    double frictionLimit,
    double grassFriction,
    double tyreStiffness,
    double wheelRadius,
    double wheelWidth,
    double brakeForce,
    double gasRate,
    double steerLimit,
    double steerSpeed,
    double steerTorque,
    double hullDensity,
    double wheelDensity) {
  private static final double SIZE = 0.02;

  /** Gymnasium's, in the products of its source, so that they round as there. */
  public static final CarSettings DEFAULT =
      new CarSettings(
          SIZE,
          100_000_000 * SIZE * SIZE,
          4000 * SIZE * SIZE,
          1_000_000 * SIZE * SIZE,
          0.6,
          205_000 * SIZE * SIZE,
          27,
          14,
          15,
          0.1,
          0.4,
          3.0,
          162_000 * SIZE * SIZE,
          1.0,
          0.1);

  public CarSettings {
    RacingSettings.require("car_size", size, 0.005, 0.05);
    RacingSettings.require("engine_power", enginePower, 0, 1_000_000);
    RacingSettings.require("wheel_moment_of_inertia", wheelMomentOfInertia, 0.1, 100);
    RacingSettings.require("friction_limit", frictionLimit, 1, 10_000);
    RacingSettings.require("grass_friction", grassFriction, 0, 10);
    RacingSettings.require("tyre_stiffness", tyreStiffness, 0, 1000);
    RacingSettings.require("wheel_r", wheelRadius, 5, 60);
    RacingSettings.require("wheel_w", wheelWidth, 2, 40);
    RacingSettings.require("brake_force", brakeForce, 0, 200);
    RacingSettings.require("gas_rate", gasRate, 0.001, 1);
    RacingSettings.require("steer_limit", steerLimit, 0, 1.5);
    RacingSettings.require("steer_speed", steerSpeed, 0, 50);
    RacingSettings.require("steer_torque", steerTorque, 0, 10_000);
    RacingSettings.require("hull_density", hullDensity, 0.01, 100);
    RacingSettings.require("wheel_density", wheelDensity, 0.01, 100);
  }
}
