package palestra.envs.wrappers;

import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Lets the agent choose between other bounds than the environment's, as Gymnasium's {@code
 * RescaleAction}. The environment's box is of floats, and bounded; what rounding puts beyond its
 * bounds is put onto them.
 */
public final class RescaleAction implements ActionTransform {
  private final AffineMap map;

  /** Between {@code minAction} and {@code maxAction}, the same for every number. */
  public RescaleAction(Space<?> actions, double minAction, double maxAction) {
    map = new AffineMap(Needs.boundedFloats("actions", actions), minAction, maxAction);
  }

  @Override
  public Space<?> space() {
    return map.to();
  }

  @Override
  public void turn(Batch chosen, Batch taken, int row, Generator random, Batch mask) {
    map.backward(chosen, taken, row);
  }
}
