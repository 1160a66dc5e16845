package palestra.envs.registry;

import java.util.List;

/**
 * Makes environments known by their ids; found through {@link java.util.ServiceLoader}, so that a
 * project of your own adds environments without touching this one: name your class in {@code
 * META-INF/services/palestra.envs.registry.EnvironmentProvider}.
 */
public interface EnvironmentProvider {
  /** The environments. */
  List<EnvironmentSpec> environments();
}
