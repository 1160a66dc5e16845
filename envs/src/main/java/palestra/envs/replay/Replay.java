package palestra.envs.replay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.envs.seeding.Generator;

/**
 * One episode as it was played. It holds no pictures: {@link Resimulation} plays it again.
 *
 * @param environment the environment's id
 * @param arguments the environment's arguments
 * @param wrappers the wrappers around the environment, innermost first, as on the command line
 * @param agent who played; an id such as {@code ppo}
 * @param start the environment's generator as the episode started
 * @param options the reset's options: strings, truth values, whole and real numbers by name
 * @param entries the steps
 */
public record Replay(
    String environment,
    Map<String, String> arguments,
    List<String> wrappers,
    String agent,
    Generator start,
    Map<String, Object> options,
    List<Entry> entries) {

  /**
   * One step.
   *
   * @param action the action as numbers; a discrete one is one number
   * @param reward what it brought
   * @param terminated whether the task ended
   * @param truncated whether the episode was cut short
   * @param thought what the agent thought before it acted
   */
  public record Entry(
      double[] action, double reward, boolean terminated, boolean truncated, Thought thought) {}

  public Replay {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    wrappers = List.copyOf(wrappers);
    start = start.copy();
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    entries = List.copyOf(entries);
  }

  /** An episode of an environment without wrappers. */
  public Replay(
      String environment,
      Map<String, String> arguments,
      String agent,
      Generator start,
      Map<String, Object> options,
      List<Entry> entries) {
    this(environment, arguments, List.of(), agent, start, options, entries);
  }

  /** A copy of the environment's generator as the episode started. */
  @Override
  public Generator start() {
    return start.copy();
  }

  /** Sum of the rewards. */
  public double episodeReturn() {
    double sum = 0;
    for (Entry entry : entries) {
      sum += entry.reward();
    }
    return sum;
  }

  /** Number of steps. */
  public int length() {
    return entries.size();
  }
}
