package palestra.agents;

import java.util.Map;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

/** Registered probe environments, as agents train in them. */
public final class Probes {
  private Probes() {}

  /** Some copies of a probe. */
  public static VectorEnvironment vector(String id, Map<String, String> arguments, int copies) {
    return EnvironmentRegistry.load().makeVector(id, copies, AutoresetMode.SAME_STEP, arguments);
  }
}
