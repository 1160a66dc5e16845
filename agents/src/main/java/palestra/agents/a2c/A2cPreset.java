package palestra.agents.a2c;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Actions;
import palestra.agents.internal.Observations;

/** {@link A2c} under a name that stands for some of its settings. */
abstract class A2cPreset implements AgentProvider<A2cConfig> {
  private final String id;
  private final A2cConfig defaults;

  A2cPreset(String id, A2cConfig defaults) {
    this.id = id;
    this.defaults = defaults;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public A2cConfig defaults() {
    return defaults;
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
    return defaults.memory().present();
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
    return new A2c(id, config, context);
  }
}
