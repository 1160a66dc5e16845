package palestra.envs.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import palestra.envs.bridge.wire.Limits;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;

/**
 * How an environment is bridged, and what its constructor is given.
 *
 * @param name as {@code gymnasium.make} takes it: {@code ID} or {@code module:ID}
 * @param kwargs keyword arguments of the environment's constructor
 * @param workers processes at most; 0 for as many as there are cores
 * @param deadlineSeconds how long a step or a reset may take
 * @param restart whether a fault costs an episode and not the run
 * @param asynchronous whether copies step while others still do
 * @param limits room for elements of no fixed size
 * @param frameStack frames of Atari's preprocessing; 0 for none of it
 */
record BridgeSettings(
    String name,
    ObjectNode kwargs,
    int workers,
    double deadlineSeconds,
    boolean restart,
    boolean asynchronous,
    Limits limits,
    int frameStack) {

  /** What an id of a bridged environment begins with. */
  static final String PREFIX = "gym:";

  private static final String ATARI = "ALE/.*|.*NoFrameskip-v[04]";
  private static final String OWN = "bridge.";

  /** The bridge's own arguments; all others are the environment's. */
  static List<Argument> arguments(String name) {
    int stack = isAtari(name) ? 4 : 0;
    return List.of(
        Argument.whole(
            OWN + "workers", 0, 0, 1024, "Python processes; 0: as many as there are cores"),
        Argument.number(OWN + "deadline", 60, 0.01, 86_400, "seconds a step or a reset may take"),
        Argument.choice(
            OWN + "onFault",
            "fail",
            List.of("fail", "restart"),
            "what an environment that fails costs: the run, or its episode"),
        Argument.choice(
            OWN + "mode",
            "sync",
            List.of("sync", "async"),
            "whether all copies step together, or each as it is ready"),
        Argument.whole(
            OWN + "frameStack",
            stack,
            0,
            isAtari(name) ? 64 : 0,
            "frames of AtariPreprocessing seen at once; 0: the bare environment"),
        Argument.whole(OWN + "sequence", 64, 1, 1 << 20, "room for so many elements of a Sequence"),
        Argument.whole(OWN + "nodes", 64, 1, 1 << 20, "room for so many nodes of a Graph"),
        Argument.whole(OWN + "edges", 256, 1, 1 << 20, "room for so many edges of a Graph"));
  }

  private static boolean isAtari(String name) {
    return name.substring(name.lastIndexOf(':') + 1).matches(ATARI);
  }

  /** From what the user gave. */
  static BridgeSettings of(String name, Arguments arguments) {
    ObjectNode kwargs = JsonNodeFactory.instance.objectNode();
    arguments.others().forEach((key, text) -> kwargs.set(key, value(text)));
    return new BridgeSettings(
        name,
        kwargs,
        (int) arguments.whole(OWN + "workers"),
        arguments.number(OWN + "deadline"),
        arguments.choice(OWN + "onFault").equals("restart"),
        arguments.choice(OWN + "mode").equals("async"),
        new Limits(
            (int) arguments.whole(OWN + "sequence"),
            (int) arguments.whole(OWN + "nodes"),
            (int) arguments.whole(OWN + "edges")),
        (int) arguments.whole(OWN + "frameStack"));
  }

  /** A value as the user wrote it: JSON, or Python's words for it, or else a text. */
  static JsonNode value(String text) {
    String trimmed = text.trim();
    String json =
        Map.of("True", "true", "False", "false", "None", "null").getOrDefault(trimmed, trimmed);
    try {
      JsonNode value =
          new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(json);
      return value.isMissingNode() ? JsonNodeFactory.instance.textNode(text) : value;
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }

  /** The id as the registry has it. */
  String id() {
    return PREFIX + name;
  }

  /** How many processes step so many copies. */
  int workers(int copies) {
    int wanted = workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
    return Math.min(wanted, copies);
  }
}
