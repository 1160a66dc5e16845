package palestra.envs.racing;

import java.util.ArrayList;
import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.PoolVectorEnvironment;

/** Gymnasium's CarRacing. */
public final class RacingEnvironments implements EnvironmentProvider {
  private static final String ID = "CarRacing-v3";

  @Override
  public List<EnvironmentSpec> environments() {
    return List.of(
        EnvironmentSpec.of(ID, "built-in", arguments -> new CarRacing(settings(arguments)))
            .withVector(
                (copies, mode, limit, arguments) -> {
                  RacingSettings settings = settings(arguments);
                  Rasters rasters = new Rasters();
                  return new PoolVectorEnvironment<>(
                      "CarRacing",
                      CarRacing.OBSERVATIONS,
                      CarRacing.actions(settings.continuous()),
                      () -> new CarRacing(settings, rasters),
                      copies,
                      mode,
                      limit,
                      Pcg64::seeded);
                })
            .withArguments(arguments())
            .withMaxEpisodeSteps(1000)
            .withRewardThreshold(900)
            .withBaseline(arguments -> new RoadFollower(arguments.flag("continuous"))));
  }

  private static List<Argument> arguments() {
    RacingSettings race = RacingSettings.DEFAULT;
    List<Argument> all = new ArrayList<>();
    all.add(flag("continuous", race.continuous(), "three numbers as action, not one of five"));
    all.add(flag("domain_randomize", race.domainRandomize(), "new colours in every episode"));
    all.add(
        number(
            "lap_complete_percent",
            race.lapCompletePercent(),
            0,
            1,
            "part of the tiles to be visited for a lap"));
    all.add(number("frame_penalty", race.framePenalty(), 0, 100, "what a step costs"));
    all.add(number("track_reward", race.trackReward(), 0, 1e6, "what all tiles together give"));
    all.add(number("playfield", race.playfield(), 250, 1000, "where the world ends, m"));
    all.add(number("playfield_reward", race.playfieldReward(), -1e6, 1e6, "reward out there"));
    all.add(number("fps", race.stepsPerSecond(), 10, 500, "steps in a second"));
    all.add(number("discrete_steer", race.discreteSteer(), 0, 1, "steering of actions 1 and 2"));
    all.add(number("discrete_gas", race.discreteGas(), 0, 1, "gas of action 3"));
    all.add(number("discrete_brake", race.discreteBrake(), 0, 1, "brake of action 4"));
    all.add(number("zoom", race.zoom(), 0.5, 5, "the camera's, once it has come down"));
    addTrack(all, race.track());
    addCar(all, race.car());
    return all;
  }

  private static void addTrack(List<Argument> all, TrackSettings track) {
    all.add(Argument.whole("checkpoints", track.checkpoints(), 4, 60, "points the road is led by"));
    all.add(number("track_rad", track.radius(), 60, 200, "radius of the track, m"));
    all.add(number("track_detail_step", track.detailStep(), 1, 10, "length of a tile, m"));
    all.add(number("track_turn_rate", track.turnRate(), 0.05, 1, "largest turn at a tile, rad"));
    all.add(number("track_width", track.width(), 2, 20, "half the road's width, m"));
    all.add(number("border", track.border(), 0, 10, "width of a sharp turn's border, m"));
    all.add(
        Argument.whole(
            "border_min_count", track.borderMinCount(), 1, 20, "sharp tiles that get a border"));
    all.add(
        number("road_friction", track.friction(), 0, 10, "the road's grip, parts of the limit"));
  }

  private static void addCar(List<Argument> all, CarSettings car) {
    all.add(number("car_size", car.size(), 0.005, 0.05, "metres to a unit of the car's sizes"));
    all.add(number("engine_power", car.enginePower(), 0, 1e6, "full power, each rear wheel, W"));
    all.add(
        number(
            "wheel_moment_of_inertia", car.wheelMomentOfInertia(), 0.1, 100, "a wheel's, kg m^2"));
    all.add(number("friction_limit", car.frictionLimit(), 1, 1e4, "force that makes it slide, N"));
    all.add(
        number(
            "grass_friction", car.grassFriction(), 0, 10, "the grass's grip, parts of the limit"));
    all.add(number("tyre_stiffness", car.tyreStiffness(), 0, 1000, "force for slip, N s/m"));
    all.add(number("wheel_r", car.wheelRadius(), 5, 60, "a wheel's radius, units"));
    all.add(number("wheel_w", car.wheelWidth(), 2, 40, "half a wheel's width, units"));
    all.add(number("brake_force", car.brakeForce(), 0, 200, "full brake, rad/s a step"));
    all.add(number("gas_rate", car.gasRate(), 0.001, 1, "most that gas rises in a step"));
    all.add(number("steer_limit", car.steerLimit(), 0, 1.5, "front wheels' largest angle, rad"));
    all.add(number("steer_speed", car.steerSpeed(), 0, 50, "how fast they turn, rad/s"));
    all.add(number("steer_torque", car.steerTorque(), 0, 1e4, "how strongly, N m"));
    all.add(number("hull_density", car.hullDensity(), 0.01, 100, "kg/m^2"));
    all.add(number("wheel_density", car.wheelDensity(), 0.01, 100, "kg/m^2"));
  }

  private static Argument number(
      String name, double value, double low, double high, String description) {
    return Argument.number(name, value, low, high, description);
  }

  private static Argument flag(String name, boolean value, String description) {
    return Argument.flag(name, value, description);
  }

  private static RacingSettings settings(Arguments arguments) {
    return new RacingSettings(
        arguments.flag("continuous"),
        arguments.flag("domain_randomize"),
        arguments.number("lap_complete_percent"),
        arguments.number("frame_penalty"),
        arguments.number("track_reward"),
        arguments.number("playfield"),
        arguments.number("playfield_reward"),
        arguments.number("fps"),
        arguments.number("discrete_steer"),
        arguments.number("discrete_gas"),
        arguments.number("discrete_brake"),
        arguments.number("zoom"),
        new TrackSettings(
            (int) arguments.whole("checkpoints"),
            arguments.number("track_rad"),
            arguments.number("track_detail_step"),
            arguments.number("track_turn_rate"),
            arguments.number("track_width"),
            arguments.number("border"),
            (int) arguments.whole("border_min_count"),
            arguments.number("road_friction")),
        new CarSettings(
            arguments.number("car_size"),
            arguments.number("engine_power"),
            arguments.number("wheel_moment_of_inertia"),
            arguments.number("friction_limit"),
            arguments.number("grass_friction"),
            arguments.number("tyre_stiffness"),
            arguments.number("wheel_r"),
            arguments.number("wheel_w"),
            arguments.number("brake_force"),
            arguments.number("gas_rate"),
            arguments.number("steer_limit"),
            arguments.number("steer_speed"),
            arguments.number("steer_torque"),
            arguments.number("hull_density"),
            arguments.number("wheel_density")));
  }
}
