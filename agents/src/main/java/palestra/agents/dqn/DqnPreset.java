package palestra.agents.dqn;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;

/** {@link Dqn} under a name that stands for some of its settings. */
abstract class DqnPreset implements AgentProvider<DqnConfig> {
  private final String id;
  private final DqnConfig defaults;

  DqnPreset(String id, DqnConfig defaults) {
    this.id = id;
    this.defaults = defaults;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public DqnConfig defaults() {
    return defaults;
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
  public boolean masks() {
    return true;
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
    return new Dqn(id, config, context);
  }
}
