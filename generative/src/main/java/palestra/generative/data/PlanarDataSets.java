package palestra.generative.data;

import java.util.List;

/** The planar data sets that the lab knows by name. */
public final class PlanarDataSets {
  private static final List<PlanarData> ALL =
      List.of(GaussianMixture.ring8(), GaussianMixture.grid25());

  private PlanarDataSets() {}

  /** All names. */
  public static List<String> names() {
    return ALL.stream().map(PlanarData::name).toList();
  }

  /**
   * The data set of that name.
   *
   * @throws IllegalArgumentException if there is none; lists the names
   */
  public static PlanarData named(String name) {
    return ALL.stream()
        .filter(data -> data.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown data '" + name + "' (known: " + String.join(", ", names()) + ")"));
  }
}
