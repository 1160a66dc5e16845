package palestra.agents.internal;

import java.util.List;
import java.util.stream.IntStream;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Tuple;

/** What agents ask of spaces; refuses, in one line, those that an agent cannot handle. */
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

  /**
   * The choices that an element of a space consists of: of a Discrete itself, of a MultiDiscrete or
   * a Tuple of Discretes several. Empty for all others.
   */
  static List<Discrete> choices(Space<?> space) {
    if (space instanceof Discrete discrete) {
      return List.of(discrete);
    } else if (space instanceof MultiDiscrete discretes) {
      long[] counts = discretes.nvec();
      long[] starts = discretes.start();
      return IntStream.range(0, counts.length)
          .mapToObj(i -> new Discrete(counts[i], starts[i]))
          .toList();
    } else if (space instanceof Tuple tuple
        && tuple.spaces().stream().allMatch(Discrete.class::isInstance)) {
      return tuple.spaces().stream().map(Discrete.class::cast).toList();
    }
    return List.of();
  }
}
