package palestra.agents.a2c;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;

/** Makes {@link A2c} known as {@code ppo}. */
public final class A2cProvider implements AgentProvider<A2cConfig> {
  @Override
  public String id() {
    return A2c.ID;
  }

  @Override
  public A2cConfig defaults() {
    return A2cConfig.DEFAULTS;
  }

  @Override
  public Set<Class<?>> actionSpaces() {
    return Set.of(Discrete.class);
  }

  @Override
  public Set<Class<?>> observationSpaces() {
    return Set.of(Box.class, Discrete.class);
  }

  @Override
  public int copies(A2cConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(A2cConfig config, AgentContext context) {
    return new A2c(config, context);
  }
}
