package palestra.envs.registry;

import java.util.List;
import java.util.Optional;

/**
 * Makes environments known by their ids; found through {@link java.util.ServiceLoader}, so that a
 * project of your own adds environments without touching this one: name your class in {@code
 * META-INF/services/palestra.envs.registry.EnvironmentProvider}.
 */
public interface EnvironmentProvider {
  /** The environments. */
  List<EnvironmentSpec> environments();

  /**
   * An environment that is not listed, because there is no end of them, such as {@code gym:ID};
   * empty where this provider knows nothing of such an id.
   *
   * @throws IllegalArgumentException if the id is one of this provider's and there is no such
   *     environment; says what is wrong with it
   */
  default Optional<EnvironmentSpec> find(String id) {
    return Optional.empty();
  }
}
