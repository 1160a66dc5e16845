package palestra.agents.dqn;

import java.nio.FloatBuffer;
import java.util.Optional;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;

/** Choices among actions, of which some may be forbidden; where all are, all are allowed. */
final class Choice {
  private Choice() {}

  /** The action of the highest value in one row that may be taken; the first of several. */
  static int best(FloatBuffer q, int row, int actions, Optional<Batch> masks) {
    boolean masked = allowed(masks, row, actions) < actions;
    int best = -1;
    for (int i = 0; i < actions; i++) {
      if (masked && !allows(masks, row, i, actions)) {
        continue;
      }
      if (best < 0 || q.get(row * actions + i) > q.get(row * actions + best)) {
        best = i;
      }
    }
    return best;
  }

  /** Any action that may be taken, each as probable as the others. */
  static int any(Pcg64 random, int row, int actions, Optional<Batch> masks) {
    int allowed = allowed(masks, row, actions);
    int left = (int) random.integers(allowed);
    if (allowed == actions) {
      return left;
    }
    int action = 0;
    while (!allows(masks, row, action, actions) || left-- > 0) {
      action++;
    }
    return action;
  }

  /** How many actions one row has to choose from. */
  static int allowed(Optional<Batch> masks, int row, int actions) {
    int allowed = 0;
    for (int i = 0; masks.isPresent() && i < actions; i++) {
      if (allows(masks, row, i, actions)) {
        allowed++;
      }
    }
    return allowed == 0 ? actions : allowed;
  }

  /** Whether a mask has an action; one that is not there has all. */
  static boolean allows(Optional<Batch> masks, int row, int action, int actions) {
    return masks.isEmpty() || masks.get().get(row * actions + action) != 0;
  }
}
