package palestra.envs.racing;

/**
 * How tracks are laid out. Lengths are in metres.
 *
 * @param checkpoints points around the centre that the road is drawn towards
 * @param radius largest distance of a checkpoint from the centre; the first and the last lie at one
 *     and a half times it
 * @param detailStep length of a tile
 * @param turnRate largest turn between two tiles, radians
 * @param width half the road's width
 * @param border width of the red and white border of sharp turns
 * @param borderMinCount sharp tiles in a row that get a border
 * @param friction grip of the road, in parts of the car's friction limit
 */
public record TrackSettings(
    int checkpoints,
    double radius,
    double detailStep,
    double turnRate,
    double width,
    double border,
    int borderMinCount,
    double friction) {
  /** Metres to the unit that the reference states its sizes in, and its zoom. */
  static final double SCALE = 6.0;

  /** Gymnasium's. */
  public static final TrackSettings DEFAULT =
      new TrackSettings(12, 900 / SCALE, 21 / SCALE, 0.31, 40 / SCALE, 8 / SCALE, 4, 1.0);

  public TrackSettings {
    RacingSettings.require("checkpoints", checkpoints, 4, 60);
    RacingSettings.require("track_rad", radius, 60, 200);
    RacingSettings.require("track_detail_step", detailStep, 1, 10);
    RacingSettings.require("track_turn_rate", turnRate, 0.05, 1);
    RacingSettings.require("track_width", width, 2, 20);
    RacingSettings.require("border", border, 0, 10);
    RacingSettings.require("border_min_count", borderMinCount, 1, 20);
    RacingSettings.require("road_friction", friction, 0, 10);
  }
}
