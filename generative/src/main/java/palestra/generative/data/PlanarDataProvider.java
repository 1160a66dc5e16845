package palestra.generative.data;

import java.util.LinkedHashMap;
import java.util.Map;

/** The planar data that the lab knows by name. */
public final class PlanarDataProvider implements DataProvider {

  @Override
  public Map<String, DataKind> names() {
    Map<String, DataKind> names = new LinkedHashMap<>();
    names.put("ring8", new DataKind("8 normal distributions on a circle", false, true));
    names.put("grid25", new DataKind("25 normal distributions on a grid", false, true));
    return names;
  }

  @Override
  public Data open(String text) {
    return switch (text) {
      case "ring8" -> GaussianMixture.ring8();
      case "grid25" -> GaussianMixture.grid25();
      default -> throw new IllegalArgumentException("'" + text + "' takes no settings");
    };
  }
}
