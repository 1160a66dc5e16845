package palestra.envs.spaces;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import palestra.envs.seeding.Pcg64;

/**
 * An element of one of several spaces, with that space's index.
 *
 * @param spaces what to choose from, 1 or more
 */
public record OneOf(List<Space<?>> spaces) implements Space<OneOf.Choice> {

  /**
   * An element.
   *
   * @param index which space it is of
   * @param value an element of that space
   */
  public record Choice(int index, Object value) {}

  public OneOf {
    spaces = List.copyOf(spaces);
    if (spaces.isEmpty()) {
      throw new IllegalArgumentException("a OneOf has 1 space or more, but got none");
    }
  }

  /** Of these spaces. */
  public OneOf(Space<?>... spaces) {
    this(List.of(spaces));
  }

  @Override
  public boolean contains(Object x) {
    return x instanceof Choice choice
        && choice.index >= 0
        && choice.index < spaces.size()
        && spaces.get(choice.index).contains(choice.value);
  }

  @Override
  public Sampler<Choice> sampler(long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    long[] seeds = Subseeds.of(seed, spaces.size());
    List<Sampler<?>> samplers = new ArrayList<>();
    for (int i = 0; i < seeds.length; i++) {
      samplers.add(spaces.get(i).sampler(seeds[i]));
    }
    return () -> {
      int index = (int) random.integers(spaces.size());
      return new Choice(index, samplers.get(index).next());
    };
  }

  @Override
  public String toString() {
    return spaces.stream().map(Space::toString).collect(Collectors.joining(", ", "OneOf(", ")"));
  }
}
