package palestra.envs.vector;

import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;

/** Checks of a batch's actions that allocate nothing while they find nothing. */
public final class ActionRows {
  private ActionRows() {}

  /**
   * Refuses a batch with an action outside of the space.
   *
   * @param environment its name, for the message
   * @throws IllegalArgumentException names the environment, the space, the copy and the action
   */
  public static void require(String environment, Space<?> space, Batch actions) {
    int size = actions.rowSize();
    for (int row = 0; row < actions.rows(); row++) {
      if (!contains(space, actions, row, size)) {
        throw new IllegalArgumentException(
            "%s: an action is in %s, but copy %d got %s"
                .formatted(environment, space, row, text(space, actions, row)));
      }
    }
  }

  private static boolean contains(Space<?> space, Batch actions, int row, int size) {
    if (space instanceof Discrete discrete) {
      return discrete.contains(actions.longs().get(row));
    }
    if (space instanceof Box<?> box) {
      for (int i = 0; i < size; i++) {
        double value = actions.get(row * size + i);
        if (!(value >= box.low(i) && value <= box.high(i))) {
          return false;
        }
      }
      return true;
    }
    if (space instanceof MultiDiscrete discretes) {
      for (int i = 0; i < size; i++) {
        if (!discretes.contains(i, actions.longs().get(row * size + i))) {
          return false;
        }
      }
      return true;
    }
    return space.contains(Numbers.element(space, actions.row(row)));
  }

  private static String text(Space<?> space, Batch actions, int row) {
    double[] numbers = actions.row(row);
    if (space instanceof Discrete) {
      return Long.toString((long) numbers[0]);
    }
    return java.util.Arrays.toString(numbers);
  }
}
