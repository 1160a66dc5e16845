package palestra.envs.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import palestra.envs.Environment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

/** All environments known by id. */
public final class EnvironmentRegistry {
  private static final int SUGGESTIONS = 3;

  private final TreeMap<String, EnvironmentSpec> specs = new TreeMap<>();
  private final Map<String, EnvironmentSpec> found = new ConcurrentHashMap<>();
  private final List<EnvironmentProvider> providers;

  /**
   * Of these environments.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public EnvironmentRegistry(Iterable<EnvironmentSpec> environments) {
    this(environments, List.of());
  }

  private EnvironmentRegistry(
      Iterable<EnvironmentSpec> environments, List<EnvironmentProvider> providers) {
    this.providers = providers;
    for (EnvironmentSpec spec : environments) {
      EnvironmentSpec other = specs.putIfAbsent(spec.id(), spec);
      if (other != null) {
        throw new IllegalArgumentException(
            "environment id %s is given twice, by %s and by %s"
                .formatted(spec.id(), other.source(), spec.source()));
      }
    }
  }

  /** Of the environments of every {@link EnvironmentProvider} on the class path. */
  public static EnvironmentRegistry load() {
    List<EnvironmentProvider> providers =
        ServiceLoader.load(EnvironmentProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return new EnvironmentRegistry(
        providers.stream().flatMap(provider -> provider.environments().stream()).toList(),
        providers);
  }

  /** All environments that are listed, by id. */
  public List<EnvironmentSpec> specs() {
    return List.copyOf(specs.values());
  }

  /**
   * One environment.
   *
   * @throws IllegalArgumentException if the id is unknown; names the nearest ones
   */
  public EnvironmentSpec spec(String id) {
    EnvironmentSpec spec = specs.get(id);
    if (spec == null) {
      spec = found.get(id);
    }
    for (EnvironmentProvider provider : spec == null ? providers : List.<EnvironmentProvider>of()) {
      Optional<EnvironmentSpec> one = provider.find(id);
      if (one.isPresent()) {
        spec = one.get();
        found.put(id, spec);
      }
    }
    if (spec == null) {
      List<String> nearest = Names.nearest(id, specs.keySet(), SUGGESTIONS);
      throw new IllegalArgumentException(
          "unknown environment '" + id + "'; nearest: " + String.join(", ", nearest));
    }
    return spec;
  }

  /**
   * Makes an environment, step limit applied.
   *
   * @param arguments by name, such as {@code gravity=5}
   * @throws IllegalArgumentException if the id or an argument is unknown, or one is out of range
   */
  public Environment<?, ?> make(String id, Map<String, String> arguments) {
    return spec(id).make(arguments);
  }

  /**
   * Makes copies of an environment that step together, step limit applied.
   *
   * @throws IllegalArgumentException if the id or an argument is unknown, or one is out of range
   */
  public VectorEnvironment makeVector(
      String id, int copies, AutoresetMode mode, Map<String, String> arguments) {
    return spec(id).makeVector(copies, mode, arguments);
  }
}
