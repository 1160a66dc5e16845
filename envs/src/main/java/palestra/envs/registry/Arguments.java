package palestra.envs.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of an environment's arguments: those given, and the defaults of the others. */
public final class Arguments {
  private static final String KEYWORD = "[\\p{L}_][\\p{L}\\p{N}_]*";

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, String> others = new LinkedHashMap<>();

  /** Reads the values given; an unknown name is refused. */
  public Arguments(String environment, List<Argument> known, Map<String, String> given) {
    this(environment, known, given, false);
  }

  /**
   * Reads the values given.
   *
   * @param environment whose arguments they are, for the message
   * @param open whether other names are taken too, as they stand
   * @throws IllegalArgumentException if a name is unknown (names the nearest) or a value is of
   *     another kind or out of its range (names the range)
   */
  public Arguments(
      String environment, List<Argument> known, Map<String, String> given, boolean open) {
    known.forEach(argument -> values.put(argument.name(), argument.defaultValue()));
    given.forEach(
        (name, text) -> {
          Optional<Argument> argument =
              known.stream().filter(candidate -> candidate.name().equals(name)).findFirst();
          if (argument.isPresent()) {
            values.put(name, argument.get().parse(text));
          } else if (open && name.matches(KEYWORD)) {
            others.put(name, text);
          } else {
            throw unknown(environment, name);
          }
        });
  }

  private IllegalArgumentException unknown(String environment, String name) {
    return new IllegalArgumentException(
        values.isEmpty()
            ? environment + " takes no arguments, but got '" + name + "'"
            : "%s has no argument '%s'; the nearest is '%s'"
                .formatted(environment, name, Names.nearest(name, values.keySet(), 1).get(0)));
  }

  /** What was given beside the known arguments, by name, as it was written. */
  public Map<String, String> others() {
    return Collections.unmodifiableMap(others);
  }

  /** A real number's value. */
  public double number(String name) {
    return (Double) values.get(name);
  }

  /** A whole number's value. */
  public long whole(String name) {
    return (Long) values.get(name);
  }

  /** One of some texts. */
  public String choice(String name) {
    return (String) values.get(name);
  }

  /** A truth value. */
  public boolean flag(String name) {
    return (Boolean) values.get(name);
  }
}
