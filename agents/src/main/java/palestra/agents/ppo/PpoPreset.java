package palestra.agents.ppo;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Actions;
import palestra.agents.internal.Observations;

/** {@link Ppo} under a name that stands for some of its settings. */
abstract class PpoPreset implements AgentProvider<PpoConfig> {
  private final String id;
  private final PpoConfig defaults;

  PpoPreset(String id, PpoConfig defaults) {
    this.id = id;
    this.defaults = defaults;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public PpoConfig defaults() {
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
  public int copies(PpoConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(PpoConfig config, AgentContext context) {
    return new Ppo(id, config, context);
  }
}
