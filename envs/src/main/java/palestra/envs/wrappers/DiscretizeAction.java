package palestra.envs.wrappers;

import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Lets the agent choose among bins of a bounded box, and takes the middle of the bin, as
 * Gymnasium's {@code DiscretizeAction}.
 */
public final class DiscretizeAction implements ActionTransform {
  private final Bins bins;
  private final Space<?> space;

  /**
   * Cuts the space.
   *
   * @param bins bins along each axis; one number for all, or one for each
   */
  public DiscretizeAction(Space<?> actions, boolean multidiscrete, int... bins) {
    this.bins = new Bins(Needs.boundedFloats("actions", actions), bins, multidiscrete);
    space = this.bins.space();
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void turn(Batch chosen, Batch taken, int row, Generator random, Batch mask) {
    bins.centers(chosen, taken, row);
  }
}
