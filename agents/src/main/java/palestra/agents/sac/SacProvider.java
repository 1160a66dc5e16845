package palestra.agents.sac;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Observations;
import palestra.envs.spaces.Box;

/** Makes {@link Sac} known as {@code sac}. */
public final class SacProvider implements AgentProvider<SacConfig> {
  @Override
  public String id() {
    return Sac.ID;
  }

  @Override
  public SacConfig defaults() {
    return SacConfig.DEFAULTS;
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
  public int copies(SacConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(SacConfig config, AgentContext context) {
    return new Sac(config, context);
  }
}
