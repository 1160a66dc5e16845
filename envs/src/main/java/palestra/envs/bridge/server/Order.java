package palestra.envs.bridge.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import palestra.envs.bridge.wire.Limits;
import palestra.envs.vector.AutoresetMode;

/**
 * What Python wants made.
 *
 * @param mode what becomes of an ended copy; empty for a single environment, which has a step limit
 *     only from Gymnasium's own wrapper
 * @param infos whether every info, reset options and pictures are wanted, for which copies step as
 *     single environments, one after the other
 */
record Order(
    String id,
    int copies,
    Optional<AutoresetMode> mode,
    OptionalInt maxEpisodeSteps,
    Map<String, String> arguments,
    boolean infos,
    boolean pictures,
    Limits limits) {

  static Order read(JsonNode json) {
    Map<String, String> arguments = new LinkedHashMap<>();
    json.get("arguments")
        .properties()
        .forEach(entry -> arguments.put(entry.getKey(), entry.getValue().asText()));
    JsonNode limits = json.get("limits");
    JsonNode steps = json.get("maxEpisodeSteps");
    JsonNode mode = json.get("mode");
    return new Order(
        json.get("id").asText(),
        json.get("copies").asInt(),
        mode.isNull() ? Optional.empty() : Optional.of(AutoresetMode.valueOf(mode.asText())),
        steps.isNull() ? OptionalInt.empty() : OptionalInt.of(steps.asInt()),
        arguments,
        json.get("infos").asBoolean(),
        json.get("pictures").asBoolean(),
        new Limits(
            limits.get("sequence").asInt(),
            limits.get("nodes").asInt(),
            limits.get("edges").asInt()));
  }

  boolean single() {
    return mode.isEmpty();
  }

  /** Whether the last observation of an episode is told beside the next one's first. */
  boolean finals() {
    return mode.isPresent() && mode.get() == AutoresetMode.SAME_STEP;
  }
}
