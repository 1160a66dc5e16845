package palestra.envs.bridge.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.OneOf;
import palestra.envs.spaces.Sequence;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Text;
import palestra.envs.spaces.Tuple;

/**
 * Spaces as JSON, which is how Java and Python tell each other of theirs; {@code spaces.py} of
 * {@code palestra_gym} is its other half. An object has a {@code type}, Gymnasium's name, and the
 * settings; a bound is a number or {@code "inf"} or {@code "-inf"}, and one bound alone stands for
 * all elements.
 */
public final class SpaceJson {
  private SpaceJson() {}

  /** A space as JSON. */
  public static ObjectNode write(Space<?> space) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", space.getClass().getSimpleName());
    if (space instanceof Box<?> box) {
      json.put("dtype", box.dtype().numpyName());
      json.set("shape", ints(box.shape()));
      json.set("low", bounds(box, true));
      json.set("high", bounds(box, false));
    } else if (space instanceof Discrete discrete) {
      json.put("n", discrete.n()).put("start", discrete.start());
    } else if (space instanceof MultiDiscrete discretes) {
      json.set("shape", ints(discretes.shape()));
      json.set("nvec", longs(discretes.nvec()));
      json.set("start", longs(discretes.start()));
    } else if (space instanceof MultiBinary binary) {
      json.set("shape", ints(binary.shape()));
    } else if (space instanceof Text text) {
      json.put("min", text.minLength()).put("max", text.maxLength()).put("charset", text.charset());
    } else if (space instanceof Tuple tuple) {
      json.set("spaces", all(tuple.spaces()));
    } else if (space instanceof OneOf oneOf) {
      json.set("spaces", all(oneOf.spaces()));
    } else if (space instanceof Dict dict) {
      json.set("spaces", all(dict.spaces().values()));
      ArrayNode names = json.putArray("names");
      dict.spaces().keySet().forEach(names::add);
    } else if (space instanceof Sequence sequence) {
      json.put("stack", sequence.stack()).set("feature", write(sequence.featureSpace()));
    } else if (space instanceof Graph graph) {
      json.set("node", write(graph.nodeSpace()));
      json.set(
          "edge",
          graph.edgeSpace() == null
              ? JsonNodeFactory.instance.nullNode()
              : write(graph.edgeSpace()));
    }
    return json;
  }

  private static ArrayNode all(Iterable<Space<?>> spaces) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    spaces.forEach(space -> array.add(write(space)));
    return array;
  }

  private static ArrayNode ints(int[] values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int value : values) {
      array.add(value);
    }
    return array;
  }

  private static ArrayNode longs(long[] values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (long value : values) {
      array.add(value);
    }
    return array;
  }

  private static JsonNode bounds(Box<?> box, boolean low) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < box.size(); i++) {
      if (low ? !box.boundedBelow(i) : !box.boundedAbove(i)) {
        array.add(low ? "-inf" : "inf");
      } else {
        array.add(low ? box.low(i) : box.high(i));
      }
    }
    for (JsonNode bound : array) {
      if (!bound.equals(array.get(0))) {
        return array;
      }
    }
    return array.isEmpty() ? array : array.get(0);
  }

  /**
   * The space that this JSON is.
   *
   * @throws IllegalArgumentException if it is none that Java has; says what is wrong
   */
  public static Space<?> read(JsonNode json) {
    String type = json.path("type").asText();
    return switch (type) {
      case "Box" -> {
        int[] shape = ints(json.get("shape"));
        int size = IntStream.of(shape).reduce(1, Math::multiplyExact);
        yield Box.of(
            DType.of(json.get("dtype").asText()),
            bounds(json.get("low"), size),
            bounds(json.get("high"), size),
            shape);
      }
      case "Discrete" -> new Discrete(json.get("n").asLong(), json.get("start").asLong());
      case "MultiDiscrete" ->
          new MultiDiscrete(
              longs(json.get("nvec")), longs(json.get("start")), ints(json.get("shape")));
      case "MultiBinary" -> new MultiBinary(ints(json.get("shape")));
      case "Text" ->
          new Text(json.get("min").asInt(), json.get("max").asInt(), json.get("charset").asText());
      case "Tuple" -> new Tuple(all(json.get("spaces")));
      case "OneOf" -> new OneOf(all(json.get("spaces")));
      case "Dict" -> {
        List<Space<?>> spaces = all(json.get("spaces"));
        Map<String, Space<?>> named = new LinkedHashMap<>();
        for (int i = 0; i < spaces.size(); i++) {
          named.put(json.get("names").get(i).asText(), spaces.get(i));
        }
        yield new Dict(named);
      }
      case "Sequence" -> new Sequence(read(json.get("feature")), json.get("stack").asBoolean());
      case "Graph" ->
          new Graph(
              read(json.get("node")), json.get("edge").isNull() ? null : read(json.get("edge")));
      default -> throw new IllegalArgumentException("there is no space of type '" + type + "'");
    };
  }

  private static List<Space<?>> all(JsonNode array) {
    List<Space<?>> spaces = new ArrayList<>();
    array.forEach(json -> spaces.add(read(json)));
    return spaces;
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asLong();
    }
    return values;
  }

  private static double[] bounds(JsonNode json, int size) {
    double[] bounds = new double[size];
    for (int i = 0; i < size; i++) {
      JsonNode bound = json.isArray() ? json.get(i) : json;
      bounds[i] =
          bound.isNumber()
              ? bound.asDouble()
              : bound.asText().equals("inf") ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    return bounds;
  }
}
