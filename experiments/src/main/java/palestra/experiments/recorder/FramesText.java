package palestra.experiments.recorder;

/**
 * Settings of {@code frames}: pictures that an environment draws of itself.
 *
 * @param env the environment's id, with arguments as in {@code Gridworld-v0?size=5&walls=true}
 * @param count how many pictures
 * @param size of the pictures in pixels, across and down
 * @param channels 3 for colours, 1 for grey
 * @param seed of the episodes and of the random policy
 * @param policy {@code random}, or the directory of an agent's run in that environment
 * @param every how many steps lie between two pictures; more make them less alike
 * @param heldOut share that is held out, from 0 to below 1: the last episodes
 * @param wrappers around the environment, with semicolons between them
 */
public record FramesText(
    String env,
    int count,
    int size,
    int channels,
    long seed,
    String policy,
    int every,
    double heldOut,
    String wrappers) {
  static final FramesText DEFAULTS = new FramesText("", 5000, 64, 3, 0, "random", 1, 0.1, "");

  private static final int LARGEST = 512;

  public FramesText {
    Limits.check("frames", count, seed, every, heldOut);
    if (size < 4 || size > LARGEST) {
      throw new IllegalArgumentException(
          "frames: size must be from 4 to " + LARGEST + ", but is " + size);
    } else if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("frames: channels must be 1 or 3, but is " + channels);
    }
    Limits.memory("frames", count, (long) size * size * channels);
  }
}
