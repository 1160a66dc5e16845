package palestra.agents.ddpg;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Observations;
import palestra.envs.spaces.Box;

/** Makes {@link Ddpg} known as {@code ddpg}. */
public final class DdpgProvider implements AgentProvider<DdpgConfig> {
  @Override
  public String id() {
    return Ddpg.ID;
  }

  @Override
  public DdpgConfig defaults() {
    return DdpgConfig.DEFAULTS;
  }

  @Override
  public Set<Class<?>> actionSpaces() {
    return Set.of(Box.class);
  }

  @Override
  public Set<Class<?>> observationSpaces() {
    return Observations.SPACES;
  }

  @Override
  public boolean asynchronous() {
    return true;
  }

  @Override
  public int copies(DdpgConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(DdpgConfig config, AgentContext context) {
    return new Ddpg(config, context);
  }
}
