package palestra.envs.wrappers;

import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Stretches observations from the bounds of their box onto others, as Gymnasium's {@code
 * RescaleObservation}. Their box is of floats, and bounded.
 */
public final class RescaleObservation implements ObservationTransform {
  private final AffineMap map;

  /** Onto the bounds {@code minObs} and {@code maxObs}, the same for every number. */
  public RescaleObservation(Space<?> shown, double minObs, double maxObs) {
    map = new AffineMap(Needs.boundedFloats("observations", shown), minObs, maxObs);
  }

  @Override
  public Space<?> space() {
    return map.to();
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    map.forward(shown, seen, row);
  }
}
