package palestra.envs.spaces;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One element of each of several spaces, as a {@code List} in their order.
 *
 * @param spaces the parts
 */
public record Tuple(List<Space<?>> spaces) implements Space<List<Object>> {
  public Tuple {
    spaces = List.copyOf(spaces);
  }

  /** Of these parts. */
  public Tuple(Space<?>... spaces) {
    this(List.of(spaces));
  }

  @Override
  public boolean contains(Object x) {
    if (!(x instanceof List<?> parts) || parts.size() != spaces.size()) {
      return false;
    }
    for (int i = 0; i < spaces.size(); i++) {
      if (!spaces.get(i).contains(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Sampler<List<Object>> sampler(long seed) {
    long[] seeds = Subseeds.of(seed, spaces.size());
    List<Sampler<?>> samplers = new ArrayList<>();
    for (int i = 0; i < seeds.length; i++) {
      samplers.add(spaces.get(i).sampler(seeds[i]));
    }
    return () -> {
      List<Object> parts = new ArrayList<>();
      for (Sampler<?> sampler : samplers) {
        parts.add(sampler.next());
      }
      return parts;
    };
  }

  @Override
  public String toString() {
    return spaces.stream().map(Space::toString).collect(Collectors.joining(", ", "Tuple(", ")"));
  }
}
