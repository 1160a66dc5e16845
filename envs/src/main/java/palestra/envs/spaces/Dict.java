package palestra.envs.spaces;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One element of each of several named spaces, as a {@code Map} in their order.
 *
 * @param spaces the parts by name; their order is the map's own
 */
public record Dict(Map<String, Space<?>> spaces) implements Space<Map<String, Object>> {
  public Dict {
    spaces = Collections.unmodifiableMap(new LinkedHashMap<>(spaces));
  }

  /** The parts in the order of their names, as Gymnasium has it for a plain {@code dict}. */
  public static Dict sorted(Map<String, ? extends Space<?>> spaces) {
    return new Dict(new TreeMap<>(spaces));
  }

  @Override
  public boolean contains(Object x) {
    if (!(x instanceof Map<?, ?> parts) || !parts.keySet().equals(spaces.keySet())) {
      return false;
    }
    return spaces.entrySet().stream()
        .allMatch(part -> part.getValue().contains(parts.get(part.getKey())));
  }

  @Override
  public Sampler<Map<String, Object>> sampler(long seed) {
    long[] seeds = Subseeds.of(seed, spaces.size());
    Map<String, Sampler<?>> samplers = new LinkedHashMap<>();
    spaces.forEach((name, space) -> samplers.put(name, space.sampler(seeds[samplers.size()])));
    return () -> {
      Map<String, Object> parts = new LinkedHashMap<>();
      samplers.forEach((name, sampler) -> parts.put(name, sampler.next()));
      return parts;
    };
  }

  @Override
  public String toString() {
    return spaces.entrySet().stream()
        .map(part -> "'" + part.getKey() + "': " + part.getValue())
        .collect(Collectors.joining(", ", "Dict(", ")"));
  }
}
