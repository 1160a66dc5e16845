package palestra.agents;

import java.util.Optional;
import java.util.Set;

/**
 * Makes one kind of agent known by its id; found through {@link java.util.ServiceLoader}, so that a
 * project of your own adds an agent without touching this one.
 *
 * @param <C> the agent's config, an immutable record whose constructor checks its components
 */
public interface AgentProvider<C extends Record> {

  /** The name on the command line, such as {@code ppo}. */
  String id();

  /** The config with every default. */
  C defaults();

  /** The kinds of action space it can act in. */
  Set<Class<?>> actionSpaces();

  /** The kinds of observation space it can see. */
  Set<Class<?>> observationSpaces();

  /** Whether it remembers within an episode. */
  default boolean recurrent() {
    return false;
  }

  /** Whether it heeds masks of forbidden actions. */
  default boolean masks() {
    return false;
  }

  /** Whether it learns from copies that step while others still do. */
  default boolean asynchronous() {
    return false;
  }

  /** Whether training changes how it plays; one that learns nothing trains for a step only. */
  default boolean learns() {
    return true;
  }

  /** Whether it plays by the environment's own rule, and so needs an environment that has one. */
  default boolean needsBaseline() {
    return false;
  }

  /**
   * Why two runs with this config and the same seed may differ, in one line; empty where they have
   * the same bits.
   */
  default Optional<String> inexact(C config) {
    return Optional.empty();
  }

  /** How many environment copies it trains on with this config. */
  int copies(C config);

  /**
   * Builds the agent.
   *
   * @throws IllegalArgumentException if it cannot work in these spaces; says which and why
   */
  Agent create(C config, AgentContext context);
}
