package palestra.agents.reinforce;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Actions;
import palestra.agents.internal.Observations;

/** Makes {@link Reinforce} known as {@code reinforce}. */
public final class ReinforceProvider implements AgentProvider<ReinforceConfig> {
  @Override
  public String id() {
    return Reinforce.ID;
  }

  @Override
  public ReinforceConfig defaults() {
    return ReinforceConfig.DEFAULTS;
  }

  @Override
  public Set<Class<?>> actionSpaces() {
    return Actions.SPACES;
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
  public int copies(ReinforceConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(ReinforceConfig config, AgentContext context) {
    return new Reinforce(config, context);
  }
}
