package palestra.envs.resources;

import palestra.envs.registry.Baseline;

/**
 * Gives green to the sides with the greater pressure: vehicles that wait, each lane weighted with
 * its saturation flow, less those that wait where its vehicles would go.
 *
 * <p>P. Varaiya, "Max pressure control of a network of signalized intersections", Transportation
 * Research Part C 36, 2013. Since a change costs yellow and red, a green is kept until the other
 * sides' pressure is greater by a margin.
 */
final class MaxPressure implements Baseline {
  /** By how many vehicles the other pressure has to be greater; by trial in the default network. */
  private static final double MARGIN = 1;

  private final TrafficSettings settings;
  private final TrafficMap map;

  MaxPressure(TrafficSettings settings) {
    this.settings = settings;
    map = new TrafficMap(settings);
  }

  @Override
  public double[] act(double[] observation, byte[] mask) {
    double[] greens = new double[settings.crossings()];
    for (int crossing = 0; crossing < greens.length; crossing++) {
      int first = crossing * TrafficLights.FEATURES;
      int present = observation[first + TrafficLights.PHASE] > 0 ? 0 : 1;
      double gain =
          pressure(observation, crossing, 1 - present) - pressure(observation, crossing, present);
      greens[crossing] = gain * settings.roadCapacity() > MARGIN ? 1 - present : present;
    }
    return greens;
  }

  private double pressure(double[] observation, int crossing, int phase) {
    double pressure = 0;
    for (int side = phase; side < TrafficMap.SIDES; side += 2) {
      for (int turn = 0; turn < TrafficMap.TURNS; turn++) {
        int lane = side * TrafficMap.TURNS + turn;
        double ahead = 0;
        int road = map.next(crossing * TrafficLights.TRAVELLING + lane);
        if (road != TrafficMap.OUT) {
          ahead = meanQueue(observation, road);
        }
        double weight = turn == 0 ? settings.leftFactor() : 1;
        double waits = observation[crossing * TrafficLights.FEATURES + lane];
        pressure += weight * Math.max(0, waits - ahead);
      }
    }
    return pressure;
  }

  /** Those waiting on a road, each lane with the share of vehicles that will join it. */
  private double meanQueue(double[] observation, int road) {
    int first =
        road / TrafficMap.SIDES * TrafficLights.FEATURES
            + road % TrafficMap.SIDES * TrafficMap.TURNS;
    double straight = 1 - settings.leftShare() - settings.rightShare();
    return settings.leftShare() * observation[first]
        + straight * observation[first + 1]
        + settings.rightShare() * observation[first + 2];
  }
}
