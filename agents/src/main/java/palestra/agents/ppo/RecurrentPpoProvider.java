package palestra.agents.ppo;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Actions;
import palestra.agents.internal.Observations;

/** Makes {@link Ppo} with a memory known as {@code recurrent-ppo}. */
public final class RecurrentPpoProvider implements AgentProvider<PpoConfig> {
  @Override
  public String id() {
    return "recurrent-ppo";
  }

  @Override
  public PpoConfig defaults() {
    return PpoConfig.RECURRENT;
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
  public boolean recurrent() {
    return true;
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
