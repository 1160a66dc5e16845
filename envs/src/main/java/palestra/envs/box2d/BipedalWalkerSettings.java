package palestra.envs.box2d;

import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;

/**
 * What can be set of {@link BipedalWalker}. Lengths called pixels are pixels of a picture of 600 by
 * 400, {@code scale} of which are a metre.
 *
 * @param hardcore whether stumps, stairs and pits stand in the way
 * @param terrain the ground
 * @param robot hull, legs and motors
 * @param place gravity and the clock
 * @param rewards what a step earns
 */
public record BipedalWalkerSettings(
    boolean hardcore, Terrain terrain, Robot robot, Place place, Rewards rewards) {

  /**
   * The ground.
   *
   * @param step length of a step of terrain, pixels
   * @param length steps of terrain
   * @param grass the longest stretch of grass between obstacles, steps of terrain; also how much of
   *     the end need not be walked
   * @param startPad flat steps of terrain at the start
   * @param roughness how strongly heights vary
   * @param friction of everything that is walked on
   */
  public record Terrain(
      double step, int length, int grass, int startPad, double roughness, double friction) {
    public Terrain {
      Range.require("terrain_step", step, 2, 100);
      Range.require("terrain_length", length, 50, 2000);
      Range.require("terrain_grass", grass, 4, 40);
      Range.require("terrain_startpad", startPad, 2, 40);
      Range.require("roughness", roughness, 0, 20);
      Range.require("friction", friction, 0, 20);
    }
  }

  /**
   * Hull, legs and motors.
   *
   * @param hullDensity kg/m^2
   * @param legDensity kg/m^2
   * @param hullFriction the hull's friction
   * @param motorsTorque strength of each motor, N m
   * @param speedHip speed of the hips' motors, rad/s
   * @param speedKnee speed of the knees' motors, rad/s
   * @param legDown the hips above the hull's middle, pixels; negative is below
   * @param legWidth width of the upper legs, pixels; the lower ones have 0.8 of it
   * @param legHeight length of each half of a leg, pixels
   * @param hipLow lowest angle of the hips, rad
   * @param hipHigh highest angle of the hips, rad
   * @param kneeLow lowest angle of the knees, rad
   * @param kneeHigh highest angle of the knees, rad
   * @param lidarRange how far the lidar sees, pixels
   * @param initialRandom greatest random force at the start, N, along x
   */
  public record Robot(
      double hullDensity,
      double legDensity,
      double hullFriction,
      double motorsTorque,
      double speedHip,
      double speedKnee,
      double legDown,
      double legWidth,
      double legHeight,
      double hipLow,
      double hipHigh,
      double kneeLow,
      double kneeHigh,
      double lidarRange,
      double initialRandom) {
    public Robot {
      Range.require("hull_density", hullDensity, 0.1, 100);
      Range.require("leg_density", legDensity, 0.01, 100);
      Range.require("hull_friction", hullFriction, 0, 10);
      Range.require("motors_torque", motorsTorque, 0, 2000);
      Range.require("speed_hip", speedHip, 0.1, 50);
      Range.require("speed_knee", speedKnee, 0.1, 50);
      Range.require("leg_down", legDown, -30, 10);
      Range.require("leg_w", legWidth, 1, 30);
      Range.require("leg_h", legHeight, 5, 100);
      Range.require("hip_low", hipLow, -3, 0);
      Range.require("hip_high", hipHigh, 0, 3);
      Range.require("knee_low", kneeLow, -3, 0);
      Range.require("knee_high", kneeHigh, kneeLow, 3);
      Range.require("lidar_range", lidarRange, 10, 1000);
      Range.require("initial_random", initialRandom, 0, 1000);
    }
  }

  /**
   * Gravity and the clock.
   *
   * @param gravity upwards, m/s^2
   * @param scale pixels a metre
   * @param fps steps a second
   * @param velocityIterations of the solver for velocities, a step
   * @param positionIterations of the solver for positions, a step
   */
  public record Place(
      double gravity, double scale, double fps, int velocityIterations, int positionIterations) {
    public Place {
      Range.require("gravity", gravity, -100, 0);
      Range.require("scale", scale, 10, 100);
      Range.require("fps", fps, 10, 500);
      Range.require("velocity_iterations", velocityIterations, 1, 1000);
      Range.require("position_iterations", positionIterations, 1, 1000);
    }
  }

  /**
   * What a step earns: progress minus the growth of the hull's lean minus the motors' torque; or
   * the reward of falling.
   *
   * @param progress of 30 m forward
   * @param tilt weight of the hull's lean, rad
   * @param torque cost of a step of a motor at full torque, for each N m
   * @param fall reward of the step in which the hull touches the ground or goes back too far
   */
  public record Rewards(double progress, double tilt, double torque, double fall) {
    public Rewards {
      Range.require("progress_reward", progress, 0, 10000);
      Range.require("tilt_weight", tilt, 0, 10000);
      Range.require("torque_cost", torque, 0, 100);
      Range.require("fall_reward", fall, -10000, 10000);
    }
  }

  /** Gymnasium's, without obstacles. */
  public static final BipedalWalkerSettings DEFAULT =
      new BipedalWalkerSettings(
          false,
          new Terrain(14, 200, 10, 20, 1, 2.5),
          new Robot(5, 1, 0.1, 80, 4, 6, -8, 8, 34, -0.8, 1.1, -1.6, -0.1, 160, 5),
          new Place(-10, 30, 50, 180, 60),
          new Rewards(130, 5, 0.00035, -100));

  /** The same with or without obstacles. */
  public BipedalWalkerSettings withHardcore(boolean hardcore) {
    return new BipedalWalkerSettings(hardcore, terrain, robot, place, rewards);
  }

  /** Height of the ground at the start, m. */
  double groundHeight() {
    return BipedalWalker.VIEWPORT_HEIGHT / place.scale / 4;
  }

  /** What the registry lists, with these as defaults. */
  List<Argument> arguments() {
    return List.of(
        Argument.flag("hardcore", hardcore, "stumps, stairs and pits in the way"),
        number("gravity", place.gravity, -100, 0, "gravity, m/s^2"),
        number("terrain_step", terrain.step, 2, 100, "a step of terrain, pixels"),
        Argument.whole("terrain_length", terrain.length, 50, 2000, "steps of terrain"),
        Argument.whole("terrain_grass", terrain.grass, 4, 40, "longest grass, steps of terrain"),
        Argument.whole("terrain_startpad", terrain.startPad, 2, 40, "flat steps at the start"),
        number("roughness", terrain.roughness, 0, 20, "how strongly heights vary"),
        number("friction", terrain.friction, 0, 20, "ground's friction"),
        number("hull_density", robot.hullDensity, 0.1, 100, "hull's density, kg/m^2"),
        number("leg_density", robot.legDensity, 0.01, 100, "legs' density, kg/m^2"),
        number("hull_friction", robot.hullFriction, 0, 10, "hull's friction"),
        number("motors_torque", robot.motorsTorque, 0, 2000, "a motor's strength, N m"),
        number("speed_hip", robot.speedHip, 0.1, 50, "hip motors' speed, rad/s"),
        number("speed_knee", robot.speedKnee, 0.1, 50, "knee motors' speed, rad/s"),
        number("leg_down", robot.legDown, -30, 10, "hips above the hull's middle, pixels"),
        number("leg_w", robot.legWidth, 1, 30, "upper legs' width, pixels"),
        number("leg_h", robot.legHeight, 5, 100, "length of half a leg, pixels"),
        number("hip_low", robot.hipLow, -3, 0, "hips' lowest angle, rad"),
        number("hip_high", robot.hipHigh, 0, 3, "hips' highest angle, rad"),
        number("knee_low", robot.kneeLow, -3, 0, "knees' lowest angle, rad"),
        number("knee_high", robot.kneeHigh, -3, 3, "knees' highest angle, rad, above the lowest"),
        number("lidar_range", robot.lidarRange, 10, 1000, "how far the lidar sees, pixels"),
        number("initial_random", robot.initialRandom, 0, 1000, "random force at the start, N"),
        number("scale", place.scale, 10, 100, "pixels a metre, of a picture of 600 by 400"),
        number("fps", place.fps, 10, 500, "steps a second"),
        whole("velocity_iterations", place.velocityIterations, "solver's, for velocities"),
        whole("position_iterations", place.positionIterations, "solver's, for positions"),
        number("progress_reward", rewards.progress, 0, 10000, "reward of 30 m forward"),
        number("tilt_weight", rewards.tilt, 0, 10000, "reward's weight of the hull's lean"),
        number("torque_cost", rewards.torque, 0, 100, "cost of a step of a motor, for each N m"),
        number("fall_reward", rewards.fall, -10000, 10000, "reward of falling"));
  }

  private static Argument number(
      String name, double value, double low, double high, String description) {
    return Argument.number(name, value, low, high, description);
  }

  private static Argument whole(String name, int value, String description) {
    return Argument.whole(name, value, 1, 1000, description + ", iterations a step");
  }

  /** The settings that the arguments give. */
  static BipedalWalkerSettings from(Arguments a) {
    return new BipedalWalkerSettings(
        a.flag("hardcore"),
        new Terrain(
            a.number("terrain_step"),
            (int) a.whole("terrain_length"),
            (int) a.whole("terrain_grass"),
            (int) a.whole("terrain_startpad"),
            a.number("roughness"),
            a.number("friction")),
        new Robot(
            a.number("hull_density"),
            a.number("leg_density"),
            a.number("hull_friction"),
            a.number("motors_torque"),
            a.number("speed_hip"),
            a.number("speed_knee"),
            a.number("leg_down"),
            a.number("leg_w"),
            a.number("leg_h"),
            a.number("hip_low"),
            a.number("hip_high"),
            a.number("knee_low"),
            a.number("knee_high"),
            a.number("lidar_range"),
            a.number("initial_random")),
        new Place(
            a.number("gravity"),
            a.number("scale"),
            a.number("fps"),
            (int) a.whole("velocity_iterations"),
            (int) a.whole("position_iterations")),
        new Rewards(
            a.number("progress_reward"),
            a.number("tilt_weight"),
            a.number("torque_cost"),
            a.number("fall_reward")));
  }
}
