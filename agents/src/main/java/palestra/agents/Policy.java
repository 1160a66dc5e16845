package palestra.agents;

import java.util.Optional;
import palestra.envs.replay.Thought;
import palestra.envs.vector.Batch;

/**
 * Acts on what an agent has learned, the most probable or most valued action: the same actions
 * after the same {@link #start} for the same observations.
 */
public interface Policy {

  /** Chooses an action for every copy. */
  void act(Batch observations, Batch actions);

  /**
   * The same where some actions may not be taken now. One that does not heed masks chooses among
   * all.
   *
   * @param masks a row per copy of 1 or 0 for each discrete action, as {@link
   *     palestra.envs.vector.VectorEnvironment#actionMasks()} has them; empty where all may be
   *     taken
   */
  default void act(Batch observations, Optional<Batch> masks, Batch actions) {
    act(observations, actions);
  }

  /**
   * Every copy starts its first episode. One that draws its actions draws from this seed; most do
   * nothing.
   */
  default void start(long seed) {}

  /** A copy starts its next episode: what one remembers of the last is forgotten. */
  default void reset(int copy) {}

  /** What led to the last action of one copy. */
  Thought thought(int copy);
}
