package palestra.tests.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.GraphInstance;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.OneOf;
import palestra.envs.spaces.Sequence;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Text;
import palestra.envs.spaces.Tuple;

/** Elements of spaces as the JSON that the Python script makes of them. */
final class Plain {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Plain() {}

  static JsonNode of(Space<?> space, Object element) {
    if (space instanceof Tuple tuple) {
      ArrayNode parts = JSON.arrayNode();
      for (int i = 0; i < tuple.spaces().size(); i++) {
        parts.add(of(tuple.spaces().get(i), ((List<?>) element).get(i)));
      }
      return parts;
    } else if (space instanceof Dict dict) {
      ObjectNode parts = JSON.objectNode();
      dict.spaces()
          .forEach((name, part) -> parts.set(name, of(part, ((Map<?, ?>) element).get(name))));
      return parts;
    } else if (space instanceof Text) {
      return JSON.textNode((String) element);
    } else if (space instanceof Sequence sequence) {
      ArrayNode parts = JSON.arrayNode();
      ((List<?>) element).forEach(part -> parts.add(of(sequence.featureSpace(), part)));
      return parts;
    } else if (space instanceof OneOf oneOf) {
      OneOf.Choice choice = (OneOf.Choice) element;
      return JSON.arrayNode()
          .add((long) choice.index())
          .add(of(oneOf.spaces().get(choice.index()), choice.value()));
    } else if (space instanceof Graph) {
      GraphInstance instance = (GraphInstance) element;
      ObjectNode parts = JSON.objectNode();
      parts.set("nodes", features(instance.nodes()));
      parts.set("edges", features(instance.edges()));
      ArrayNode links = JSON.arrayNode();
      if (instance.edgeLinks() != null) {
        for (int node : instance.edgeLinks()) {
          links.add((long) node);
        }
      }
      parts.set("edgeLinks", instance.edgeLinks() == null ? JSON.nullNode() : links);
      return parts;
    }
    return numbers(space, Numbers.of(space, element));
  }

  private static JsonNode features(Object features) {
    if (features == null) {
      return JSON.nullNode();
    }
    ArrayNode all = JSON.arrayNode();
    if (features instanceof long[] numbers) {
      for (long number : numbers) {
        all.add(number);
      }
    } else {
      for (float number : (float[]) features) {
        all.add((double) number);
      }
    }
    return all;
  }

  private static JsonNode numbers(Space<?> space, double[] numbers) {
    DType dtype = space instanceof Box<?> box ? box.dtype() : DType.INT64;
    ArrayNode all = JSON.arrayNode();
    for (double number : numbers) {
      switch (dtype) {
        case BOOL -> all.add(number != 0);
        case FLOAT32, FLOAT64 -> all.add(number);
        default -> all.add((long) number);
      }
    }
    return space instanceof Discrete ? all.get(0) : all;
  }
}
