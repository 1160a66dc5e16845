package palestra.experiments.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import palestra.agents.AgentProvider;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.wrapping.WrapperRegistry;
import palestra.experiments.config.Nearest;
import palestra.generative.GenerativeProvider;
import palestra.generative.data.DataSets;

/** Everything that can be trained and played: what the service loader finds on the class path. */
public final class Lab {
  private final EnvironmentRegistry environments = EnvironmentRegistry.load();
  private final WrapperRegistry wrappers = WrapperRegistry.load();
  private final List<AgentProvider<?>> agents = new ArrayList<>();
  private final List<GenerativeProvider<?>> models = new ArrayList<>();
  private final DataSets data = DataSets.load();

  private Lab() {
    ServiceLoader.load(AgentProvider.class).forEach(agents::add);
    ServiceLoader.load(GenerativeProvider.class).forEach(models::add);
    agents.sort(Comparator.comparing(AgentProvider::id));
    models.sort(Comparator.comparing(GenerativeProvider::id));
  }

  /** Looks at the class path. */
  public static Lab load() {
    return new Lab();
  }

  public EnvironmentRegistry environments() {
    return environments;
  }

  public WrapperRegistry wrappers() {
    return wrappers;
  }

  /** All agents, by id. */
  public List<AgentProvider<?>> agents() {
    return List.copyOf(agents);
  }

  /** All data that generative models learn from. */
  public DataSets data() {
    return data;
  }

  /** All generative models, by id. */
  public List<GenerativeProvider<?>> models() {
    return List.copyOf(models);
  }

  /**
   * The agent with this id.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  public AgentProvider<?> agent(String id) {
    return agents.stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Nearest.unknown("agent", id, agents.stream().map(AgentProvider::id).toList())));
  }

  /**
   * The generative model with this id.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  public GenerativeProvider<?> model(String id) {
    return models.stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Nearest.unknown(
                        "model", id, models.stream().map(GenerativeProvider::id).toList())));
  }
}
