package palestra.envs.wrappers;

import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Holds an agent to the environment's action mask, also one that knows nothing of masks: an action
 * that may not be taken now is replaced by the next one that may (counting on from it, and from the
 * first again), or refused. Gymnasium has no such wrapper; sb3-contrib's {@code ActionMasker} only
 * shows the mask to the agent, as {@code actionMask} does here without a wrapper.
 */
public final class ActionMask implements ActionTransform {
  /** What becomes of an action that may not be taken. */
  public enum Forbidden {
    REPLACE,
    REFUSE
  }

  private final Discrete actions;
  private final Forbidden forbidden;

  /** For an environment with a mask over its discrete actions. */
  public ActionMask(Space<?> actions, boolean masked, Forbidden forbidden) {
    Needs.require(
        masked && actions instanceof Discrete, "Discrete actions with an action mask", actions);
    this.actions = (Discrete) actions;
    this.forbidden = forbidden;
  }

  @Override
  public Space<?> space() {
    return actions;
  }

  @Override
  public void check(Batch chosen, int row, Batch mask) {
    if (forbidden == Forbidden.REFUSE && !allowed(mask, row, number(chosen, row))) {
      throw new IllegalArgumentException(
          "action %d may not be taken now by copy %d: its action mask forbids it"
              .formatted(chosen.longs().get(row), row));
    }
  }

  @Override
  public void turn(Batch chosen, Batch taken, int row, Generator random, Batch mask) {
    int first = number(chosen, row);
    int action = first;
    for (int tried = 1; tried < actions.n() && !allowed(mask, row, action); tried++) {
      action = action + 1 == actions.n() ? 0 : action + 1;
    }
    // Where nothing at all is allowed, the environment's own rule for the chosen one holds.
    taken.longs().put(row, actions.start() + (allowed(mask, row, action) ? action : first));
  }

  private int number(Batch chosen, int row) {
    return (int) (chosen.longs().get(row) - actions.start());
  }

  private static boolean allowed(Batch mask, int row, int action) {
    return mask.bytes().get(row * mask.rowSize() + action) != 0;
  }
}
