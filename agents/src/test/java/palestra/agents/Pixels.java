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
  private static final int SIDE = 4;
  private static final int DARK = 30;
  private static final int BRIGHT = 250;

  /** Some copies of a probe. */
  static VectorEnvironment vector(String probe, int copies) {
    return new VectorTransformObservation(Probes.vector(probe, Map.of(), copies), new Pixels());
  }

  /** A picture of each state. */
  static Batch pictures() {
    Pixels pixels = new Pixels();
    Batch states = new Batch(DType.INT64, 2, 1);
    states.longs().put(0, 0).put(1, 1);
    Batch pictures = new Batch(DType.UINT8, 2, pixels.space().size());
    pixels.next(states, pictures, 0);
    pixels.next(states, pictures, 1);
    return pictures;
  }

  @Override
  public Box<byte[]> space() {
    return Box.uint8(0, 255, SIDE, SIDE, 1);
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    long state = shown.longs().get(row);
    for (int i = 0; i < SIDE * SIDE; i++) {
      boolean right = i % SIDE >= SIDE / 2;
      seen.set(row * SIDE * SIDE + i, right == (state == 1) ? BRIGHT : DARK);
    }
  }
}
