package palestra.envs.wrappers;

import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Shows the number of the bin that an observation lies in, as Gymnasium's {@code
 * DiscretizeObservation}: each axis of its bounded box is cut into bins of equal width, which are
 * numbered through ({@code Discrete}) or axis by axis ({@code MultiDiscrete}).
 */
public final class DiscretizeObservation implements ObservationTransform {
  private final Bins bins;
  private final Space<?> space;

  /**
   * Cuts the space.
   *
   * @param bins bins along each axis; one number for all, or one for each
   */
  public DiscretizeObservation(Space<?> shown, boolean multidiscrete, int... bins) {
    this.bins = new Bins(Needs.boundedFloats("observations", shown), bins, multidiscrete);
    space = this.bins.space();
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    bins.index(shown, seen, row);
  }
}
