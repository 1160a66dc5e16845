package palestra.agents.dqn;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;

/** Makes {@link Dqn} known as {@code dqn}. */
public final class DqnProvider implements AgentProvider<DqnConfig> {
  @Override
  public String id() {
    return Dqn.ID;
  }

  @Override
  public DqnConfig defaults() {
    return DqnConfig.DEFAULTS;
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
  public boolean asynchronous() {
    return true;
  }

  @Override
  public int copies(DqnConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(DqnConfig config, AgentContext context) {
    return new Dqn(config, context);
  }
}
