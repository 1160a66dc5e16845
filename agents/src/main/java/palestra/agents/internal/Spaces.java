package palestra.agents.internal;

import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;

/** Refuses, in one line, spaces that an agent cannot handle. */
public final class Spaces {
  private Spaces() {}

  /** The action space of an agent that chooses among a number of actions. */
  public static Discrete discrete(String agent, Space<?> actions) {
    if (actions instanceof Discrete discrete) {
      return discrete;
    }
    throw new IllegalArgumentException(
        agent + " acts in Discrete action spaces only, but this environment has " + actions);
  }
}
