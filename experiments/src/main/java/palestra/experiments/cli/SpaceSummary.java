package palestra.experiments.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Tuple;

/** A space in a few letters, for tables: {@code float32[24]}, {@code Dict(image, mission)}. */
final class SpaceSummary {
  private SpaceSummary() {}

  static String of(Space<?> space) {
    if (space instanceof Box<?> box) {
      String shape =
          Arrays.stream(box.shape()).mapToObj(Integer::toString).collect(Collectors.joining(","));
      return box.dtype().name().toLowerCase(Locale.ROOT) + "[" + shape + "]" + bounds(box);
    } else if (space instanceof Dict dict) {
      return "Dict(" + String.join(", ", dict.spaces().keySet()) + ")";
    } else if (space instanceof Tuple tuple) {
      return tuple.spaces().stream()
          .map(SpaceSummary::of)
          .collect(Collectors.joining(", ", "Tuple(", ")"));
    }
    return space.toString();
  }

  /** Bounds that are the same for all elements, where they say something. */
  private static String bounds(Box<?> box) {
    double low = box.low(0);
    double high = box.high(0);
    for (int i = 1; i < box.size(); i++) {
      if (box.low(i) != low || box.high(i) != high) {
        return "";
      }
    }
    boolean plain = Double.isInfinite(low) || Double.isInfinite(high);
    return plain || box.dtype().bytes() == 1 ? "" : " %s..%s".formatted(number(low), number(high));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
