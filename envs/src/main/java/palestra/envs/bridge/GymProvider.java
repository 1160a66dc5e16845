package palestra.envs.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;

/**
 * Environments of Gymnasium, in Python: {@code gym:ID}, or {@code gym:module:ID} with a module that
 * registers them imported first. Python is asked what it knows of one when it is first named.
 */
public final class GymProvider implements EnvironmentProvider {
  private static final String SOURCE = "Gymnasium";

  @Override
  public List<EnvironmentSpec> environments() {
    return List.of();
  }

  @Override
  public Optional<EnvironmentSpec> find(String id) {
    if (!id.startsWith(BridgeSettings.PREFIX)) {
      return Optional.empty();
    }
    String name = id.substring(BridgeSettings.PREFIX.length());
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "environment '" + id + "' names none: gym:ID, such as gym:LunarLander-v3");
    }
    String interpreter = interpreter(name);
    JsonNode facts = Bridge.facts(id, name, interpreter);
    EnvironmentSpec spec =
        EnvironmentSpec.of(
                id,
                SOURCE,
                arguments ->
                    new GymEnvironment(
                        BridgeSettings.of(name, arguments), interpreter, OptionalInt.of(0)))
            .withArguments(BridgeSettings.arguments(name))
            .withOpenArguments()
            .withVector(
                (copies, mode, limit, arguments) ->
                    new GymVectorEnvironment(
                        BridgeSettings.of(name, arguments),
                        interpreter,
                        copies,
                        mode,
                        OptionalInt.of(limit.orElse(0))));
    if (facts.path("maxEpisodeSteps").isInt()) {
      spec = spec.withMaxEpisodeSteps(facts.path("maxEpisodeSteps").asInt());
    }
    if (facts.path("rewardThreshold").isNumber()) {
      spec = spec.withRewardThreshold(facts.path("rewardThreshold").asDouble());
    }
    return Optional.of(spec);
  }

  private static String interpreter(String name) {
    String id = name.substring(name.lastIndexOf(':') + 1);
    return PythonHome.find().interpreter(PythonHome.Family.of(id)).toString();
  }
}
