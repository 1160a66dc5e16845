package palestra.envs.registry;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import palestra.envs.Environment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

/** All environments known by id. */
public final class EnvironmentRegistry {
  private static final int SUGGESTIONS = 3;

  private final TreeMap<String, EnvironmentSpec> specs = new TreeMap<>();

  /**
   * Of these environments.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public EnvironmentRegistry(Iterable<EnvironmentSpec> environments) {
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
    return new EnvironmentRegistry(
        ServiceLoader.load(EnvironmentProvider.class).stream()
            .flatMap(provider -> provider.get().environments().stream())
            .toList());
  }

  /** All environments, by id. */
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
