package palestra.agents.sacdiscrete;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Observations;
import palestra.envs.spaces.Discrete;

/** Makes {@link DiscreteSac} known as {@code sac-discrete}. */
public final class DiscreteSacProvider implements AgentProvider<DiscreteSacConfig> {
  @Override
  public String id() {
    return DiscreteSac.ID;
  }

  @Override
  public DiscreteSacConfig defaults() {
    return DiscreteSacConfig.DEFAULTS;
  }

  @Override
  public Set<Class<?>> actionSpaces() {
    return Set.of(Discrete.class);
  }

  @Override
  public Set<Class<?>> observationSpaces() {
    return Observations.SPACES;
  }

  @Override
  public boolean masks() {
    return true;
  }

  @Override
  public boolean asynchronous() {
    return true;
  }

  @Override
  public int copies(DiscreteSacConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(DiscreteSacConfig config, AgentContext context) {
    return new DiscreteSac(config, context);
  }
}
