package palestra.agents.td3;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Observations;
import palestra.envs.spaces.Box;

/** Makes {@link Td3} known as {@code td3}. */
public final class Td3Provider implements AgentProvider<Td3Config> {
  @Override
  public String id() {
    return Td3.ID;
  }

  @Override
  public Td3Config defaults() {
    return Td3Config.DEFAULTS;
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
  public int copies(Td3Config config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(Td3Config config, AgentContext context) {
    return new Td3(config, context);
  }
}
