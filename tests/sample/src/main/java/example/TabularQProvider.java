package example;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.envs.spaces.Discrete;

/** Makes {@link TabularQ} known as {@code tabular-q}. */
public final class TabularQProvider implements AgentProvider<TabularQConfig> {
  @Override
  public String id() {
    return "tabular-q";
  }

  @Override
  public TabularQConfig defaults() {
    return new TabularQConfig(4, 0.5, 0.99, 0.2);
  }

  @Override
  public Set<Class<?>> actionSpaces() {
    return Set.of(Discrete.class);
  }

  @Override
  public Set<Class<?>> observationSpaces() {
    return Set.of(Discrete.class);
  }

  @Override
  public int copies(TabularQConfig config) {
    return config.copies();
  }

  @Override
  public Agent create(TabularQConfig config, AgentContext context) {
    return new TabularQ(config, context);
  }
}
