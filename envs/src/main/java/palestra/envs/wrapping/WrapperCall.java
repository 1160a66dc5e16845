package palestra.envs.wrapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import palestra.envs.registry.Arguments;

/**
 * A wrapper with its arguments.
 *
 * @param spec which
 * @param arguments given and defaults
 * @param text as on the command line: its name and the arguments given
 */
public record WrapperCall(WrapperSpec spec, Arguments arguments, String text) {

  static WrapperCall parse(WrapperRegistry registry, String text) {
    int colon = text.indexOf(':');
    WrapperSpec spec = registry.spec((colon < 0 ? text : text.substring(0, colon)).strip());
    Map<String, String> given = new LinkedHashMap<>();
    String pairs = colon < 0 ? "" : text.substring(colon + 1).strip();
    for (String pair : pairs.isEmpty() ? new String[0] : pairs.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0 && given.isEmpty() && !spec.arguments().isEmpty() && !pair.isBlank()) {
        given.put(spec.arguments().get(0).name(), pair.strip());
      } else if (equals < 1) {
        throw new IllegalArgumentException(
            "wrapper %s takes key=value,key=value, but got '%s'".formatted(spec.name(), pairs));
      } else {
        given.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return new WrapperCall(spec, arguments(spec, given), canonical(spec, given));
  }

  private static Arguments arguments(WrapperSpec spec, Map<String, String> given) {
    try {
      return new Arguments("wrapper " + spec.name(), spec.arguments(), given);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage().replaceFirst("^environment argument", "argument");
      throw new IllegalArgumentException(
          message.startsWith("wrapper ") ? message : "wrapper " + spec.name() + ": " + message, e);
    }
  }

  private static String canonical(WrapperSpec spec, Map<String, String> given) {
    String pairs =
        given.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return pairs.isEmpty() ? spec.name() : spec.name() + ":" + pairs;
  }

  @Override
  public String toString() {
    return text;
  }
}
