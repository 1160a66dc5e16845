package palestra.envs.box2d;

import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;

/**
 * What can be set of {@link LunarLander}. Lengths called pixels are pixels of a picture of 600 by
 * 400, {@code scale} of which are a metre.
 *
 * @param continuous whether an action is two throttles instead of one of four choices
 * @param gravity upwards, m/s^2, above -12 and below 0
 * @param wind the wind
 * @param craft the lander's body and legs
 * @param engines the lander's engines
 * @param place the ground and the clock
 * @param rewards what a step earns
 */
public record LunarLanderSettings(
    boolean continuous,
    double gravity,
    Wind wind,
    Craft craft,
    Engines engines,
    Place place,
    Rewards rewards) {

  /**
   * The wind: two sums of sines that never repeat, as force and as torque, while no leg touches.
   *
   * @param enabled whether it blows
   * @param power its greatest force, N
   * @param turbulence its greatest torque, N m
   */
  public record Wind(boolean enabled, double power, double turbulence) {
    public Wind {
      Range.require("wind_power", power, 0, 100);
      Range.require("turbulence_power", turbulence, 0, 20);
    }
  }

  /**
   * The lander's body and its two legs, hinged on the body's centre and pushed outwards by motors.
   *
   * @param density of the body, kg/m^2
   * @param legDensity of the legs, kg/m^2
   * @param friction of the body
   * @param legAway a leg's hinge to the side, pixels
   * @param legDown a leg's hinge above the leg's middle, pixels
   * @param legWidth half a leg's width, pixels
   * @param legHeight half a leg's length, pixels
   * @param legSpringTorque strength of a leg's motor, N m
   * @param legSpeed speed of a leg's motor, rad/s
   * @param legSpread how far a leg folds out, rad
   * @param legTravel how far it can fold in from there, rad
   * @param initialRandom greatest part of the random force at the start, N, along each axis
   */
  public record Craft(
      double density,
      double legDensity,
      double friction,
      double legAway,
      double legDown,
      double legWidth,
      double legHeight,
      double legSpringTorque,
      double legSpeed,
      double legSpread,
      double legTravel,
      double initialRandom) {
    public Craft {
      Range.require("lander_density", density, 0.1, 100);
      Range.require("leg_density", legDensity, 0.01, 100);
      Range.require("lander_friction", friction, 0, 10);
      Range.require("leg_away", legAway, 5, 100);
      Range.require("leg_down", legDown, 1, 100);
      Range.require("leg_w", legWidth, 0.5, 20);
      Range.require("leg_h", legHeight, 1, 50);
      Range.require("leg_spring_torque", legSpringTorque, 0, 1000);
      Range.require("leg_speed", legSpeed, 0, 10);
      Range.require("leg_spread", legSpread, 0, 1.5);
      Range.require("leg_travel", legTravel, 0, 1.5);
      Range.require("initial_random", initialRandom, 0, 10000);
    }
  }

  /**
   * The engines: each step that one fires pushes the body by an impulse.
   *
   * @param mainPower the main engine's impulse per metre between nozzle and body, kg/s
   * @param sidePower the side engines' likewise
   * @param mainY the main engine below the body's middle, pixels
   * @param sideAway the side engines to the side, pixels
   * @param sideHeight the side engines above the body's middle, pixels
   * @param sideOffset sideways offset of a side engine's push where the body leans, pixels
   * @param dispersion greatest random offset of a nozzle, pixels
   */
  public record Engines(
      double mainPower,
      double sidePower,
      double mainY,
      double sideAway,
      double sideHeight,
      double sideOffset,
      double dispersion) {
    public Engines {
      Range.require("main_engine_power", mainPower, 0, 200);
      Range.require("side_engine_power", sidePower, 0, 20);
      Range.require("main_engine_y_location", mainY, 0, 20);
      Range.require("side_engine_away", sideAway, 0, 50);
      Range.require("side_engine_height", sideHeight, 0, 50);
      Range.require("side_engine_offset", sideOffset, 0, 50);
      Range.require("dispersion", dispersion, 0, 20);
    }
  }

  /**
   * The ground and the clock.
   *
   * @param friction of the ground
   * @param scale pixels a metre
   * @param fps steps a second
   * @param velocityIterations of the solver for velocities, a step
   * @param positionIterations of the solver for positions, a step
   */
  public record Place(
      double friction, double scale, double fps, int velocityIterations, int positionIterations) {
    public Place {
      Range.require("ground_friction", friction, 0, 10);
      Range.require("scale", scale, 10, 100);
      Range.require("fps", fps, 10, 500);
      Range.require("velocity_iterations", velocityIterations, 1, 1000);
      Range.require("position_iterations", positionIterations, 1, 1000);
    }
  }

  /**
   * What a step earns: by how much the shaping (minus distance, speed and lean, plus legs on the
   * ground, each times its weight) grew, minus fuel; or the reward of the end.
   *
   * @param distance weight of the distance from the pad, in half widths of the picture
   * @param speed weight of the speed
   * @param tilt weight of the lean, rad
   * @param legContact for each leg on the ground
   * @param mainFuel cost of a step of the main engine at full power
   * @param sideFuel cost of a step of a side engine at full power
   * @param crash reward of the step in which it crashes or leaves the picture
   * @param landing reward of the step in which it comes to rest
   */
  public record Rewards(
      double distance,
      double speed,
      double tilt,
      double legContact,
      double mainFuel,
      double sideFuel,
      double crash,
      double landing) {
    public Rewards {
      for (double weight : new double[] {distance, speed, tilt, legContact, mainFuel, sideFuel}) {
        Range.require("a reward's weight", weight, 0, 10000);
      }
      Range.require("crash_reward", crash, -10000, 10000);
      Range.require("landing_reward", landing, -10000, 10000);
    }
  }

  /** Gymnasium's, with four choices. */
  public static final LunarLanderSettings DEFAULT =
      new LunarLanderSettings(
          false,
          -10,
          new Wind(false, 15, 1.5),
          new Craft(5, 1, 0.1, 20, 18, 2, 8, 40, 0.3, 0.9, 0.5, 1000),
          new Engines(13, 0.6, 4, 12, 14, 17, 1),
          new Place(0.1, 30, 50, 180, 60),
          new Rewards(100, 100, 100, 10, 0.3, 0.03, -100, 100));

  public LunarLanderSettings {
    if (!(gravity > -12 && gravity < 0)) {
      throw new IllegalArgumentException("gravity is above -12 and below 0, but is " + gravity);
    }
  }

  /** The same with other rules for actions. */
  public LunarLanderSettings withContinuous(boolean continuous) {
    return new LunarLanderSettings(continuous, gravity, wind, craft, engines, place, rewards);
  }

  /** The same with another wind. */
  public LunarLanderSettings withWind(Wind wind) {
    return new LunarLanderSettings(continuous, gravity, wind, craft, engines, place, rewards);
  }

  /** What the registry lists, with these as defaults. */
  List<Argument> arguments() {
    return List.of(
        Argument.flag("continuous", continuous, "two throttles instead of four choices"),
        Argument.number("gravity", gravity, -11.99, -0.01, "gravity, m/s^2"),
        Argument.flag("enable_wind", wind.enabled, "whether wind blows"),
        number("wind_power", wind.power, 0, 100, "wind's greatest force, N"),
        number("turbulence_power", wind.turbulence, 0, 20, "wind's greatest torque, N m"),
        number("lander_density", craft.density, 0.1, 100, "body's density, kg/m^2"),
        number("leg_density", craft.legDensity, 0.01, 100, "legs' density, kg/m^2"),
        number("lander_friction", craft.friction, 0, 10, "body's friction"),
        number("leg_away", craft.legAway, 5, 100, "leg's hinge to the side, pixels"),
        number("leg_down", craft.legDown, 1, 100, "leg's hinge above its middle, pixels"),
        number("leg_w", craft.legWidth, 0.5, 20, "half a leg's width, pixels"),
        number("leg_h", craft.legHeight, 1, 50, "half a leg's length, pixels"),
        number("leg_spring_torque", craft.legSpringTorque, 0, 1000, "leg motor's strength, N m"),
        number("leg_speed", craft.legSpeed, 0, 10, "leg motor's speed, rad/s"),
        number("leg_spread", craft.legSpread, 0, 1.5, "how far a leg folds out, rad"),
        number("leg_travel", craft.legTravel, 0, 1.5, "how far it folds in from there, rad"),
        number("initial_random", craft.initialRandom, 0, 10000, "random force at the start, N"),
        number("main_engine_power", engines.mainPower, 0, 200, "main engine's push, kg/s"),
        number("side_engine_power", engines.sidePower, 0, 20, "side engines' push, kg/s"),
        number("main_engine_y_location", engines.mainY, 0, 20, "main engine below, pixels"),
        number("side_engine_away", engines.sideAway, 0, 50, "side engines to the side, pixels"),
        number("side_engine_height", engines.sideHeight, 0, 50, "side engines above, pixels"),
        number("side_engine_offset", engines.sideOffset, 0, 50, "their push's offset, pixels"),
        number("dispersion", engines.dispersion, 0, 20, "a nozzle's random offset, pixels"),
        number("ground_friction", place.friction, 0, 10, "ground's friction"),
        number("scale", place.scale, 10, 100, "pixels a metre, of a picture of 600 by 400"),
        number("fps", place.fps, 10, 500, "steps a second"),
        whole("velocity_iterations", place.velocityIterations, "solver's, for velocities"),
        whole("position_iterations", place.positionIterations, "solver's, for positions"),
        number("distance_weight", rewards.distance, 0, 10000, "reward's weight of distance"),
        number("speed_weight", rewards.speed, 0, 10000, "reward's weight of speed"),
        number("tilt_weight", rewards.tilt, 0, 10000, "reward's weight of the lean"),
        number("leg_contact_reward", rewards.legContact, 0, 10000, "reward of a leg that touches"),
        number("main_engine_cost", rewards.mainFuel, 0, 10000, "main engine's cost a step"),
        number("side_engine_cost", rewards.sideFuel, 0, 10000, "a side engine's cost a step"),
        number("crash_reward", rewards.crash, -10000, 10000, "reward of crashing or leaving"),
        number("landing_reward", rewards.landing, -10000, 10000, "reward of coming to rest"));
  }

  private static Argument number(
      String name, double value, double low, double high, String description) {
    return Argument.number(name, value, low, high, description);
  }

  private static Argument whole(String name, int value, String description) {
    return Argument.whole(name, value, 1, 1000, description + ", iterations a step");
  }

  /** The settings that the arguments give. */
  static LunarLanderSettings from(Arguments a) {
    return new LunarLanderSettings(
        a.flag("continuous"),
        a.number("gravity"),
        new Wind(a.flag("enable_wind"), a.number("wind_power"), a.number("turbulence_power")),
        new Craft(
            a.number("lander_density"),
            a.number("leg_density"),
            a.number("lander_friction"),
            a.number("leg_away"),
            a.number("leg_down"),
            a.number("leg_w"),
            a.number("leg_h"),
            a.number("leg_spring_torque"),
            a.number("leg_speed"),
            a.number("leg_spread"),
            a.number("leg_travel"),
            a.number("initial_random")),
        new Engines(
            a.number("main_engine_power"),
            a.number("side_engine_power"),
            a.number("main_engine_y_location"),
            a.number("side_engine_away"),
            a.number("side_engine_height"),
            a.number("side_engine_offset"),
            a.number("dispersion")),
        new Place(
            a.number("ground_friction"),
            a.number("scale"),
            a.number("fps"),
            (int) a.whole("velocity_iterations"),
            (int) a.whole("position_iterations")),
        new Rewards(
            a.number("distance_weight"),
            a.number("speed_weight"),
            a.number("tilt_weight"),
            a.number("leg_contact_reward"),
            a.number("main_engine_cost"),
            a.number("side_engine_cost"),
            a.number("crash_reward"),
            a.number("landing_reward")));
  }
}
