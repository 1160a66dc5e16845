package palestra.experiments.testing;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;

/** Makes {@link LinearAgent} known as {@code linear}. */
public final class LinearProvider implements AgentProvider<LinearConfig> {
  @Override
  public String id() {
    return "linear";
  }

  @Override
  public LinearConfig defaults() {
    return LinearConfig.defaults();
  }

  @Override
  public Set<Class<?>> actionSpaces() {
    return Set.of(Discrete.class);
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
    return new LinearAgent(config, context);
  }
}
