package palestra.agents.baseline;

import java.util.Set;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;

/** Makes drawing every action at random known as the agent {@code random}. */
public final class RandomProvider implements AgentProvider<PlayConfig> {
  private static final String ID = "random";

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
    return BaselineProvider.SPACES;
  }

  @Override
  public Set<Class<?>> observationSpaces() {
    return BaselineProvider.SPACES;
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
  public int copies(PlayConfig config) {
    return config.nEnvs();
  }

  @Override
  public Agent create(PlayConfig config, AgentContext context) {
    return new PlayingAgent(
        ID,
        context.copies(),
        copies -> new RandomPlayer(context.actionSpace(), context.seed(), copies));
  }
}
