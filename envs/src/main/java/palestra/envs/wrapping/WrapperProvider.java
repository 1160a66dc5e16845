package palestra.envs.wrapping;

import java.util.List;

/**
 * Makes wrappers known by name; found through {@link java.util.ServiceLoader}, so that a project of
 * your own adds wrappers without touching this one: name your class in {@code
 * META-INF/services/palestra.envs.wrapping.WrapperProvider}.
 */
public interface WrapperProvider {
  /** The wrappers. */
  List<WrapperSpec> wrappers();
}
