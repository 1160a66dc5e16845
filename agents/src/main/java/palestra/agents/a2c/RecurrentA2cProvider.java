package palestra.agents.a2c;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Actions;
import palestra.agents.internal.Observations;

/** Makes {@link A2c} with a memory known as {@code recurrent-a2c}. */
public final class RecurrentA2cProvider implements AgentProvider<A2cConfig> {
  @Override
  public String id() {
    return "recurrent-a2c";
  }

  @Override
  public A2cConfig defaults() {
    return A2cConfig.RECURRENT;
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
  public int copies(A2cConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(A2cConfig config, AgentContext context) {
    return new A2c(config, context);
  }
}
