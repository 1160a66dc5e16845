package palestra.envs.wrappers;

import java.util.Arrays;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Lets the agent choose any number, and clips it to the environment's bounds, as Gymnasium's {@code
 * ClipAction}.
 */
public final class ClipAction implements ActionTransform {
  private final Box<?> box;
  private final Box<?> space;

  /** For an environment with actions in a box of floats. */
  public ClipAction(Space<?> actions) {
    Needs.require(
        actions instanceof Box<?> b && Needs.floating(b), "actions in a Box of floats", actions);
    box = (Box<?>) actions;
    double[] low = new double[box.size()];
    double[] high = new double[box.size()];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    space = Box.of(box.dtype(), low, high, box.shape());
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void turn(Batch chosen, Batch taken, int row, Generator random, Batch mask) {
    for (int i = 0; i < box.size(); i++) {
      int at = row * box.size() + i;
      taken.set(at, Math.max(box.low(i), Math.min(box.high(i), chosen.get(at))));
    }
  }
}
