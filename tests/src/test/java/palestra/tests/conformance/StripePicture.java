package palestra.tests.conformance;

import palestra.envs.spaces.Box;
import palestra.envs.vector.Batch;
import palestra.envs.wrappers.ObservationTransform;

/**
 * A few numbers as the brightness of as many pixels beside each other: small, and no two steps
 * alike.
 *
 * @param numbers how many
 */
record StripePicture(int numbers) implements ObservationTransform {
  private static final int MIDDLE = 128;
  private static final double SCALE = 60;

  @Override
  public Box<byte[]> space() {
    return Box.uint8(0, 255, 1, numbers, 1);
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    for (int i = row * shown.rowSize(); i < (row + 1) * shown.rowSize(); i++) {
      seen.set(i, Math.max(0, Math.min(255, MIDDLE + SCALE * shown.get(i))));
    }
  }
}
