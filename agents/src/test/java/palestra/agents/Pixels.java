package palestra.agents;

import java.util.Map;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.ObservationTransform;
import palestra.envs.wrappers.VectorTransformObservation;

/** Probes of two states drawn as pictures: the left half is bright in state 0, the right in 1. */
final class Pixels implements ObservationTransform {
  private static final int SMALL = 4;
  private static final int DARK = 30;
  private static final int BRIGHT = 250;

  private final int side;

  private Pixels(int side) {
    this.side = side;
  }

  /** Some copies of a probe. */
  static VectorEnvironment vector(String probe, int copies) {
    return vector(probe, copies, SMALL);
  }

  /** Some copies of a probe, in pictures of so many pixels a side. */
  static VectorEnvironment vector(String probe, int copies, int side) {
    return new VectorTransformObservation(Probes.vector(probe, Map.of(), copies), new Pixels(side));
  }

  /** A picture of each state. */
  static Batch pictures() {
    Pixels pixels = new Pixels(SMALL);
    Batch states = new Batch(DType.INT64, 2, 1);
    states.longs().put(0, 0).put(1, 1);
    Batch pictures = new Batch(DType.UINT8, 2, pixels.space().size());
    pixels.next(states, pictures, 0);
    pixels.next(states, pictures, 1);
    return pictures;
  }

  @Override
  public Box<byte[]> space() {
    return Box.uint8(0, 255, side, side, 1);
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    long state = shown.longs().get(row);
    for (int i = 0; i < side * side; i++) {
      boolean right = i % side >= side / 2;
      seen.set(row * side * side + i, right == (state == 1) ? BRIGHT : DARK);
    }
  }
}
