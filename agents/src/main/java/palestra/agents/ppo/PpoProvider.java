package palestra.agents.ppo;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Actions;
import palestra.agents.internal.Observations;

/** Makes {@link Ppo} known as {@code ppo}. */
public final class PpoProvider implements AgentProvider<PpoConfig> {
  @Override
  public String id() {
    return Ppo.ID;
  }

  @Override
  public PpoConfig defaults() {
    return PpoConfig.DEFAULTS;
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
  public int copies(PpoConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(PpoConfig config, AgentContext context) {
    return new Ppo(config, context);
  }
}
