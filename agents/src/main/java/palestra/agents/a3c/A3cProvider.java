package palestra.agents.a3c;

import java.util.Optional;
import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.internal.Actions;
import palestra.agents.internal.Observations;

/** Makes {@link A3c} known as {@code a3c}. */
public final class A3cProvider implements AgentProvider<A3cConfig> {
  @Override
  public String id() {
    return A3c.ID;
  }

  @Override
  public A3cConfig defaults() {
    return A3cConfig.DEFAULTS;
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
  public Optional<String> inexact(A3cConfig config) {
    return config.workers() == 1
        ? Optional.empty()
        : Optional.of(
            "a3c with %d workers: they change the shared weights as their threads happen to run"
                .formatted(config.workers()));
  }

  @Override
  public int copies(A3cConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(A3cConfig config, AgentContext context) {
    return new A3c(config, context);
  }
}
