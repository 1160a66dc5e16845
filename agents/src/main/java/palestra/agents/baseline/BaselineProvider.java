package palestra.agents.baseline;

import java.util.Set;
import java.util.function.Supplier;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.envs.registry.Baseline;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;

/** Makes the environments' own {@link Baseline}s known as the agent {@code baseline}. */
public final class BaselineProvider implements AgentProvider<PlayConfig> {
  /** What batches can hold. */
  static final Set<Class<?>> SPACES =
      Set.of(Box.class, Discrete.class, MultiDiscrete.class, MultiBinary.class);

  private static final String ID = "baseline";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public PlayConfig defaults() {
    return PlayConfig.DEFAULTS;
  }

  @Override
  public Set<Class<?>> actionSpaces() {
    return SPACES;
  }

  @Override
  public Set<Class<?>> observationSpaces() {
    return SPACES;
  }

  @Override
  public boolean masks() {
    return true;
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public boolean needsBaseline() {
    return true;
  }

  @Override
  public int copies(PlayConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(PlayConfig config, AgentContext context) {
    Supplier<Baseline> rule =
        context
            .baseline()
            .orElseThrow(
                () -> new IllegalArgumentException(ID + " needs an environment with a rule"));
    return new PlayingAgent(
        ID, context.copies(), copies -> new RulePlayer(context.actionSpace(), rule, copies));
  }
}
