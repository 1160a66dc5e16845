package palestra.envs.resources;

import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;

/**
 * The constants of {@link TrafficLights}.
 *
 * @param rows crossings from north to south
 * @param columns crossings from west to east
 * @param arrivalsNorth mean arrivals on each road that enters from the north, vehicles/h
 * @param arrivalsEast the same from the east
 * @param arrivalsSouth the same from the south
 * @param arrivalsWest the same from the west
 * @param profileAmplitude how far arrivals swing around their mean, as a share of it
 * @param profilePeriod time of one swing, s
 * @param leftShare share of vehicles that turn left at a crossing
 * @param rightShare share of vehicles that turn right at a crossing
 * @param saturationFlow vehicles that leave a lane per second of green while it has a queue
 * @param leftFactor flow of a left-turning lane as a share of the saturation flow: it gives way
 * @param travelTime time from one crossing to the next queue, s
 * @param roadCapacity vehicles that fit on a road between two crossings
 * @param minGreen shortest green, s
 * @param yellow yellow after a green, in which vehicles still leave, s
 * @param allRed all sides red after a yellow, s
 * @param decisionInterval time of a step, s
 * @param rewardScale reward for a vehicle that waits a second, negated
 */
public record TrafficSettings(
    int rows,
    int columns,
    double arrivalsNorth,
    double arrivalsEast,
    double arrivalsSouth,
    double arrivalsWest,
    double profileAmplitude,
    double profilePeriod,
    double leftShare,
    double rightShare,
    double saturationFlow,
    double leftFactor,
    int travelTime,
    int roadCapacity,
    int minGreen,
    int yellow,
    int allRed,
    int decisionInterval,
    double rewardScale) {

  /** Two by two crossings; more traffic from north and south. */
  public static final TrafficSettings DEFAULT =
      new TrafficSettings(
          2, 2, 900, 600, 900, 600, 0.5, 1800, 0.2, 0.2, 0.5, 0.5, 20, 40, 5, 2, 1, 5, 0.001);

  public TrafficSettings {
    if (leftShare + rightShare > 1) {
      throw new IllegalArgumentException(
          "TrafficLights: left_share and right_share sum to at most 1, but got %s and %s"
              .formatted(leftShare, rightShare));
    }
  }

  /** Number of crossings. */
  public int crossings() {
    return rows * columns;
  }

  static List<Argument> arguments() {
    TrafficSettings d = DEFAULT;
    return List.of(
        Argument.choice(
            "observation",
            "vector",
            List.of("vector", "graph"),
            "what is seen: one vector, or a graph of crossings and roads"),
        Argument.whole("rows", d.rows, 1, 16, "crossings from north to south"),
        Argument.whole("columns", d.columns, 1, 16, "crossings from west to east"),
        rate("arrivals_north", d.arrivalsNorth, "north"),
        rate("arrivals_east", d.arrivalsEast, "east"),
        rate("arrivals_south", d.arrivalsSouth, "south"),
        rate("arrivals_west", d.arrivalsWest, "west"),
        Argument.number(
            "profile_amplitude",
            d.profileAmplitude,
            0,
            1,
            "how far arrivals swing around their mean, a share of it"),
        Argument.number("profile_period", d.profilePeriod, 60, 86400, "time of one swing, s"),
        Argument.number("left_share", d.leftShare, 0, 1, "share of vehicles that turn left"),
        Argument.number("right_share", d.rightShare, 0, 1, "share of vehicles that turn right"),
        Argument.number(
            "saturation_flow",
            d.saturationFlow,
            0.05,
            2,
            "flow of a lane with a queue, vehicles/s"),
        Argument.number(
            "left_factor", d.leftFactor, 0.05, 1, "flow of a left lane, a share of saturation"),
        Argument.whole("travel_time", d.travelTime, 1, 300, "time between crossings, s"),
        Argument.whole("road_capacity", d.roadCapacity, 1, 1000, "vehicles that fit on a road"),
        Argument.whole("min_green", d.minGreen, 0, 120, "shortest green, s"),
        Argument.whole("yellow", d.yellow, 0, 10, "yellow after a green, s"),
        Argument.whole("all_red", d.allRed, 0, 10, "all sides red after a yellow, s"),
        Argument.whole("decision_interval", d.decisionInterval, 1, 120, "time of a step, s"),
        Argument.number(
            "reward_scale", d.rewardScale, 0, 1, "penalty for a vehicle that waits a second"));
  }

  private static Argument rate(String name, double fallback, String side) {
    return Argument.number(
        name, fallback, 0, 3600, "arrivals on each road from the " + side + ", vehicles/h");
  }

  static TrafficSettings of(Arguments a) {
    return new TrafficSettings(
        (int) a.whole("rows"),
        (int) a.whole("columns"),
        a.number("arrivals_north"),
        a.number("arrivals_east"),
        a.number("arrivals_south"),
        a.number("arrivals_west"),
        a.number("profile_amplitude"),
        a.number("profile_period"),
        a.number("left_share"),
        a.number("right_share"),
        a.number("saturation_flow"),
        a.number("left_factor"),
        (int) a.whole("travel_time"),
        (int) a.whole("road_capacity"),
        (int) a.whole("min_green"),
        (int) a.whole("yellow"),
        (int) a.whole("all_red"),
        (int) a.whole("decision_interval"),
        a.number("reward_scale"));
  }
}
