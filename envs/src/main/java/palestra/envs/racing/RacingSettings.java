package palestra.envs.racing;

/**
 * What can be set about {@link CarRacing}.
 *
 * @param continuous whether actions are three numbers (steering, gas, brake) or one of five
 * @param domainRandomize whether the colours are drawn anew for every episode
 * @param lapCompletePercent part of the tiles that must have been visited for a lap to count
 * @param framePenalty what every step costs
 * @param trackReward what all tiles together give
 * @param playfield distance from the centre, along x or y, beyond which an episode ends, m
 * @param playfieldReward reward of the step that leaves the playfield, in place of its own
 * @param stepsPerSecond steps in a second of the simulation
 * @param discreteSteer how far a discrete action steers
 * @param discreteGas how much gas a discrete action gives
 * @param discreteBrake how hard a discrete action brakes
 * @param zoom of the camera, once the first second's zooming in is over
 * @param track how tracks are laid out
 * @param car the car's constants
 */
public record RacingSettings(
    boolean continuous,
    boolean domainRandomize,
    double lapCompletePercent,
    double framePenalty,
    double trackReward,
    double playfield,
    double playfieldReward,
    double stepsPerSecond,
    double discreteSteer,
    double discreteGas,
    double discreteBrake,
    double zoom,
    TrackSettings track,
    CarSettings car) {

  /** Gymnasium's. */
  public static final RacingSettings DEFAULT =
      new RacingSettings(
          true,
          false,
          0.95,
          0.1,
          1000,
          2000 / TrackSettings.SCALE,
          -100,
          50,
          0.6,
          0.2,
          0.8,
          2.7,
          TrackSettings.DEFAULT,
          CarSettings.DEFAULT);

  public RacingSettings {
    require("lap_complete_percent", lapCompletePercent, 0, 1);
    require("frame_penalty", framePenalty, 0, 100);
    require("track_reward", trackReward, 0, 1_000_000);
    require("playfield", playfield, 250, 1000);
    require("playfield_reward", playfieldReward, -1_000_000, 1_000_000);
    require("fps", stepsPerSecond, 10, 500);
    require("discrete_steer", discreteSteer, 0, 1);
    require("discrete_gas", discreteGas, 0, 1);
    require("discrete_brake", discreteBrake, 0, 1);
    require("zoom", zoom, 0.5, 5);
    // The road's outermost points, half a width beyond the farthest checkpoint, must be inside.
    if (playfield < 1.5 * track.radius() + track.width()) {
      throw new IllegalArgumentException(
          "playfield is at least 1.5 times track_rad plus track_width ("
              + (1.5 * track.radius() + track.width())
              + "), but is "
              + playfield);
    }
  }

  /** These settings with discrete or continuous actions. */
  public RacingSettings withContinuous(boolean value) {
    return new RacingSettings(
        value,
        domainRandomize,
        lapCompletePercent,
        framePenalty,
        trackReward,
        playfield,
        playfieldReward,
        stepsPerSecond,
        discreteSteer,
        discreteGas,
        discreteBrake,
        zoom,
        track,
        car);
  }

  /** These settings with or without colours that change. */
  public RacingSettings withDomainRandomize(boolean value) {
    return new RacingSettings(
        continuous,
        value,
        lapCompletePercent,
        framePenalty,
        trackReward,
        playfield,
        playfieldReward,
        stepsPerSecond,
        discreteSteer,
        discreteGas,
        discreteBrake,
        zoom,
        track,
        car);
  }

  /** These settings with another part of the tiles that makes a lap. */
  public RacingSettings withLapCompletePercent(double value) {
    return new RacingSettings(
        continuous,
        domainRandomize,
        value,
        framePenalty,
        trackReward,
        playfield,
        playfieldReward,
        stepsPerSecond,
        discreteSteer,
        discreteGas,
        discreteBrake,
        zoom,
        track,
        car);
  }

  static void require(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s is a number from %s to %s, but is %s".formatted(name, low, high, value));
    }
  }
}
