package palestra.envs.wrappers;

import palestra.envs.spaces.Box;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Shows a colour picture in greys, {@code 0.2125 R + 0.7154 G + 0.0721 B} rounded down, as
 * Gymnasium's {@code GrayscaleObservation}: {@code uint8[h, w, 3]} becomes {@code uint8[h, w]}, or
 * {@code uint8[h, w, 1]} where the axis is kept.
 */
public final class GrayscaleObservation implements ObservationTransform {
  private final Box<byte[]> space;
  private final int pixels;

  /**
   * For pictures.
   *
   * @param keepDim whether to keep the axis of the colours
   */
  public GrayscaleObservation(Space<?> shown, boolean keepDim) {
    Needs.require(
        Needs.picture(shown)
            && ((Box<?>) shown).shape().length == 3
            && ((Box<?>) shown).shape()[2] == 3,
        "colour pictures, uint8[h, w, 3] from 0 to 255",
        shown);
    int[] shape = ((Box<?>) shown).shape();
    space =
        keepDim ? Box.uint8(0, 255, shape[0], shape[1], 1) : Box.uint8(0, 255, shape[0], shape[1]);
    pixels = space.size();
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    for (int i = row * pixels; i < (row + 1) * pixels; i++) {
      double red = shown.bytes().get(3 * i) & 0xff;
      double green = shown.bytes().get(3 * i + 1) & 0xff;
      double blue = shown.bytes().get(3 * i + 2) & 0xff;
      seen.bytes().put(i, (byte) (int) (red * 0.2125 + green * 0.7154 + blue * 0.0721));
    }
  }
}
