package palestra.agents.internal;

import palestra.envs.spaces.Box;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Actions of a Box as agents with bounded policies have them: every number in [-1, 1], whatever the
 * space's own bounds are.
 */
public final class BoxActions {
  private final double[] low;
  private final double[] high;

  private BoxActions(Box<?> box) {
    this.low = new double[box.size()];
    this.high = new double[box.size()];
    for (int i = 0; i < low.length; i++) {
      low[i] = box.low(i);
      high[i] = box.high(i);
    }
  }

  /**
   * For one action space.
   *
   * @throws IllegalArgumentException if it is no Box of floats with bounds on all sides
   */
  public static BoxActions of(String agent, Space<?> actions) {
    if (!(actions instanceof Box<?> box) || !box.dtype().floating()) {
      throw new IllegalArgumentException(
          agent + " acts in Box action spaces of floats only, but this environment has " + actions);
    }
    if (!box.bounded()) {
      throw new IllegalArgumentException(
          agent + " scales actions to finite bounds, but this environment has " + actions);
    }
    return new BoxActions(box);
  }

  /** Numbers of one action. */
  public int size() {
    return low.length;
  }

  /** Writes one copy's action, of rows in [-1, 1], in the space's units. */
  public void write(float[] actions, int copy, Batch chosen) {
    for (int i = 0; i < low.length; i++) {
      int at = copy * low.length + i;
      double share = 0.5 * (actions[at] + 1.0);
      double action = low[i] + share * (high[i] - low[i]);
      chosen.set(at, Math.max(low[i], Math.min(high[i], action)));
    }
  }
}
