package palestra.agents.internal;

import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
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

  /** Numbers in one observation of an agent that sees flat float32 observations. */
  public static int flatFloats(String agent, Space<?> observations) {
    if (observations instanceof Box<?> box && box.dtype() == DType.FLOAT32) {
      return box.size();
    }
    throw new IllegalArgumentException(
        agent + " sees Box observations of float32 only, but this environment has " + observations);
  }
}
