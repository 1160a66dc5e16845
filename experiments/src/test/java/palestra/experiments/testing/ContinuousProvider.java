package palestra.experiments.testing;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.envs.spaces.Box;

/** An agent that needs continuous actions, to be refused where they are discrete. */
public final class ContinuousProvider implements AgentProvider<LinearConfig> {
  @Override
  public String id() {
    return "continuous";
  }

  @Override
  public LinearConfig defaults() {
    return LinearConfig.defaults();
  }

  @Override
  public Set<Class<?>> actionSpaces() {
    return Set.of(Box.class);
  }

  @Override
  public Set<Class<?>> observationSpaces() {
    return Set.of(Box.class);
  }

  @Override
  public int copies(LinearConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(LinearConfig config, AgentContext context) {
    throw new IllegalStateException("never built: no environment here has continuous actions");
  }
}
