package palestra.agents;

import palestra.envs.replay.Thought;
import palestra.envs.vector.Batch;

/**
 * Acts on what an agent has learned: deterministically, the most probable or most valued action.
 */
public interface Policy {

  /** Chooses an action for every copy. */
  void act(Batch observations, Batch actions);

  /** What led to the last action of one copy. */
  Thought thought(int copy);
}
