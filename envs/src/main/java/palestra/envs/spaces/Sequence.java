package palestra.envs.spaces;

import java.util.ArrayList;
import java.util.List;
import palestra.envs.seeding.Pcg64;

/**
 * Any number of elements of one space, as a {@code List}. A sample's length is geometric with a
 * quarter.
 *
 * @param featureSpace what the list holds
 * @param stack whether Gymnasium shows them as one batch; here they are a list all the same
 */
public record Sequence(Space<?> featureSpace, boolean stack) implements Space<List<Object>> {

  /** Lists that Gymnasium shows as tuples. */
  public Sequence(Space<?> featureSpace) {
    this(featureSpace, false);
  }

  @Override
  public boolean contains(Object x) {
    return x instanceof List<?> parts && parts.stream().allMatch(featureSpace::contains);
  }

  @Override
  public Sampler<List<Object>> sampler(long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    Sampler<?> features = featureSpace.sampler(Subseeds.of(seed, 1)[0]);
    return () -> {
      long length = random.geometric(0.25);
      List<Object> parts = new ArrayList<>();
      for (long i = 0; i < length; i++) {
        parts.add(features.next());
      }
      return parts;
    };
  }

  @Override
  public String toString() {
    return "Sequence(" + featureSpace + ", stack=" + (stack ? "True)" : "False)");
  }
}
