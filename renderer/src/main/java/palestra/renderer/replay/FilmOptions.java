package palestra.renderer.replay;

/**
 * How a replay becomes a film.
 *
 * @param speed seconds of the task's own time shown in a second; 2 is twice as fast
 * @param framesPerSecond frames a second at most; fewer where the task has fewer steps
 * @param scale pixels per canvas unit; 2 for sharp pictures on dense screens
 * @param maxWidth pixels across at most: several episodes side by side are made smaller to fit
 */
public record FilmOptions(double speed, double framesPerSecond, double scale, int maxWidth) {

  /** As fast as the task, 25 frames a second, at most 1280 pixels wide. */
  public static final FilmOptions DEFAULT = new FilmOptions(1, 25, 1, 1280);

  public FilmOptions {
    between("speed", speed, 0.01, 1000);
    between("framesPerSecond", framesPerSecond, 1, 50);
    between("scale", scale, 0.1, 4);
    between("maxWidth", maxWidth, 64, 8192);
  }

  private static void between(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " is between " + low + " and " + high + ", but is " + value);
    }
  }

  /** The same at another speed. */
  public FilmOptions withSpeed(double newSpeed) {
    return new FilmOptions(newSpeed, framesPerSecond, scale, maxWidth);
  }
}
