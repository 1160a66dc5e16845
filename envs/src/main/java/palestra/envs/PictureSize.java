package palestra.envs;

/** Width and height of an environment's picture, in canvas units (pixels at scale one). */
public record PictureSize(int width, int height) {
  public PictureSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "picture size must be at least 1x1, but is " + width + "x" + height);
    }
  }
}
