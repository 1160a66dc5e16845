package palestra.envs.wrapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import palestra.envs.Environment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Generator;

/**
 * Values of an environment's arguments, of which some vary: {@code gravity=5..15} is any number of
 * that range, {@code map_seed=0..99} any whole one, both ends included for whole ones, and {@code
 * length=0.3|0.5|0.8} one of the list. A level is one choice of them all; every episode has a level
 * of its own, drawn from the environment's generator before the episode's first state, so that the
 * same start gives the same level.
 */
public final class Levels {
  private final EnvironmentSpec spec;
  private final Map<String, String> fixed = new LinkedHashMap<>();
  private final List<Varying> varying = new ArrayList<>();

  /** An argument that varies: from a range of numbers, or one of some texts. */
  private record Varying(Argument argument, List<String> choices, double low, double high) {
    boolean list() {
      return !choices.isEmpty();
    }

    boolean whole() {
      return argument.defaultValue() instanceof Long;
    }

    String draw(Generator random) {
      if (list()) {
        return choices.get((int) Generator.below(random, choices.size()));
      }
      if (whole()) {
        return Long.toString((long) low + Generator.below(random, (long) high - (long) low + 1));
      }
      return Double.toString(low + (high - low) * Generator.uniform(random));
    }

    /** The values at the ends. */
    List<String> ends() {
      return list()
          ? choices
          : whole()
              ? List.of(Long.toString((long) low), Long.toString((long) high))
              : List.of(Double.toString(low), Double.toString(high));
    }
  }

  /**
   * Reads values.
   *
   * @throws IllegalArgumentException if an argument is unknown, out of its range, or varies in a
   *     way it cannot
   */
  public Levels(EnvironmentSpec spec, Map<String, String> given) {
    this.spec = spec;
    Set<String> known = spec.arguments().stream().map(Argument::name).collect(Collectors.toSet());
    given.forEach(
        (name, text) -> {
          boolean listed = known.contains(name);
          if ((!text.contains("..") && !text.contains("|")) || (!listed && spec.openArguments())) {
            fixed.put(name, text);
          }
        });
    for (Argument argument : spec.arguments()) {
      String text = given.get(argument.name());
      if (text != null && !fixed.containsKey(argument.name())) {
        varying.add(varying(argument, text));
      }
    }
    given.forEach(
        (name, text) -> {
          if (fixed.containsKey(name) || !known.contains(name)) {
            check(name, text);
          }
        });
    for (Varying one : varying) {
      one.ends().forEach(end -> check(one.argument.name(), end));
    }
  }

  /** Has the environment's own check look at a value. */
  private void check(String name, String value) {
    spec.read(Map.of(name, value));
  }

  private static Varying varying(Argument argument, String text) {
    if (text.contains("|")) {
      return new Varying(argument, List.of(text.split("\\|", -1)), 0, 0);
    }
    String[] ends = text.split("\\.\\.", -1);
    boolean number =
        argument.defaultValue() instanceof Double || argument.defaultValue() instanceof Long;
    try {
      double low = Double.parseDouble(ends[0]);
      double high = Double.parseDouble(ends[1]);
      boolean whole = argument.defaultValue() instanceof Long;
      if (number
          && ends.length == 2
          && low < high
          && (!whole || (low == Math.rint(low) && high == Math.rint(high)))) {
        return new Varying(argument, List.of(), low, high);
      }
    } catch (NumberFormatException e) {
      throw wrong(argument, text, e);
    }
    throw wrong(argument, text, null);
  }

  private static IllegalArgumentException wrong(Argument argument, String text, Throwable cause) {
    return new IllegalArgumentException(
        "environment argument %s varies as LOW..HIGH, numbers in order, or as A|B|C; got '%s'"
            .formatted(argument.name(), text),
        cause);
  }

  /** Whether any argument varies. */
  public boolean vary() {
    return !varying.isEmpty();
  }

  /** The values that do not vary. */
  Map<String, String> fixed() {
    return fixed;
  }

  /** One level. */
  Map<String, String> draw(Generator random) {
    Map<String, String> level = new LinkedHashMap<>(fixed);
    varying.forEach(one -> level.put(one.argument.name(), one.draw(random)));
    return level;
  }

  /** Levels that have each varying argument at each of its ends, the others at their first. */
  List<Map<String, String>> corners() {
    Map<String, String> first = new LinkedHashMap<>(fixed);
    varying.forEach(one -> first.put(one.argument.name(), one.ends().get(0)));
    List<Map<String, String>> corners = new ArrayList<>();
    corners.add(first);
    for (Varying one : varying) {
      for (String end : one.ends().subList(1, one.ends().size())) {
        Map<String, String> corner = new LinkedHashMap<>(first);
        corner.put(one.argument.name(), end);
        corners.add(corner);
      }
    }
    return corners;
  }

  /** An environment that draws a level for every episode, its step limit applied. */
  Environment<?, ?> environment() {
    return new LevelEnvironment(spec, this);
  }

  /** The varying part of a level, by name. */
  Map<String, Object> varyingOf(Map<String, String> level) {
    Map<String, Object> part = new LinkedHashMap<>();
    varying.forEach(one -> part.put(one.argument.name(), level.get(one.argument.name())));
    return part;
  }
}
