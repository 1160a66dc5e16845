package palestra.envs.racing;

import palestra.envs.registry.Baseline;

/**
 * A rule that sees only the pixels: it looks for the road some way ahead of the car, steers to its
 * middle, and holds a speed that it reads from the bar, slower where the road turns.
 */
final class RoadFollower implements Baseline {
  private static final int SIZE = Shrinking.SIZE;
  private static final int CAR_COLUMN = 48;
  private static final int BAR_ROW = 84;
  private static final int SPEED_COLUMN = 13;

  /** Rows above the car: where it steers to, and where it looks for turns. */
  private static final int NEAR = 48;

  private static final int FAR = 20;
  private static final int COLOR_ROW = 62;
  private static final double TOLERANCE = 14;

  /** Steps until the camera has come down. */
  private static final int LANDING = 50;

  private final boolean continuous;
  private final double[] roadColor = new double[3];
  private int step;
  private double lastMiddle;

  RoadFollower(boolean continuous) {
    this.continuous = continuous;
  }

  @Override
  public void reset() {
    step = 0;
    lastMiddle = CAR_COLUMN;
  }

  @Override
  public double[] act(double[] observation, byte[] mask) {
    step++;
    if (step <= LANDING) {
      if (step == LANDING) {
        // The car still stands close to its start, on the road.
        System.arraycopy(
            observation, 3 * (COLOR_ROW * SIZE + CAR_COLUMN), roadColor, 0, roadColor.length);
      }
      lastMiddle = CAR_COLUMN;
      return action(0, 0, 0);
    }
    double near = middle(observation, NEAR, lastMiddle);
    double far = middle(observation, FAR, near);
    lastMiddle = near;
    double steer = Math.max(-1, Math.min(1, 0.04 * (near - CAR_COLUMN)));
    double turn = Math.abs(far - CAR_COLUMN) + Math.abs(near - CAR_COLUMN);
    double wanted = Math.max(40, 85 - 1.3 * turn);
    double speed = speed(observation);
    double gas = speed < wanted ? 0.7 * (1 - Math.min(1, Math.abs(steer))) : 0;
    double brake = speed > wanted + 8 ? 0.25 : 0;
    return action(steer, gas, brake);
  }

  /** Speed in m/s: how bright the bar's column is, all in all. */
  static double speed(double[] observation) {
    double bright = 0;
    for (int row = BAR_ROW; row < SIZE; row++) {
      bright += observation[3 * (row * SIZE + SPEED_COLUMN) + 1] / 255;
    }
    double pixels = bright * Raster.HEIGHT / SIZE;
    return pixels / (0.02 * Raster.HEIGHT / 40);
  }

  /** The middle column of the run of road pixels nearest to a column; that one if there is none. */
  private double middle(double[] observation, int row, double column) {
    double best = column;
    double nearest = Double.POSITIVE_INFINITY;
    int from = -1;
    for (int x = 0; x <= SIZE; x++) {
      boolean road = x < SIZE && isRoad(observation, 3 * (row * SIZE + x));
      if (road && from < 0) {
        from = x;
      } else if (!road && from >= 0) {
        double distance = Math.max(0, Math.max(from - column, column - (x - 1)));
        if (x - from >= 3 && distance < nearest) {
          nearest = distance;
          best = (from + x - 1) / 2.0;
        }
        from = -1;
      }
    }
    return best;
  }

  private boolean isRoad(double[] observation, int at) {
    return Math.abs(observation[at] - roadColor[0]) < TOLERANCE
        && Math.abs(observation[at + 1] - roadColor[1]) < TOLERANCE
        && Math.abs(observation[at + 2] - roadColor[2]) < TOLERANCE;
  }

  private double[] action(double steer, double gas, double brake) {
    if (continuous) {
      return new double[] {steer, gas, brake};
    }
    boolean turns = step % 2 == 0 ? Math.abs(steer) > 0.15 : Math.abs(steer) > 0.45;
    int chosen = turns ? (steer > 0 ? 1 : 2) : brake > 0 ? 4 : gas > 0 ? 3 : 0;
    return new double[] {chosen};
  }
}
