package palestra.generative.data.planar;

import java.util.LinkedHashMap;
import java.util.Map;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.DataProvider;
import palestra.generative.data.GaussianMixture;
import palestra.generative.data.PlanarData;
import palestra.networks.text.RecordText;

/** The planar data that the lab knows by name. */
public final class PlanarDataProvider implements DataProvider {
  private static final RecordText<PlanarData> TEXT =
      new RecordText<>(
          "data",
          Map.of(
              "swiss-roll", SwissRoll.defaults(),
              "moons", Moons.defaults(),
              "checkerboard", Checkerboard.defaults()));

  @Override
  public Map<String, DataKind> names() {
    Map<String, DataKind> names = new LinkedHashMap<>();
    names.put("ring8", new DataKind("8 normal distributions on a circle", false, true));
    names.put("grid25", new DataKind("25 normal distributions on a grid", false, true));
    names.put("swiss-roll", new DataKind("a spiral of one and a half turns", false, false));
    names.put("moons", new DataKind("two half circles that reach into each other", false, true));
    names.put("checkerboard", new DataKind("every other square of a board", false, false));
    return names;
  }

  @Override
  public Data open(String text) {
    return switch (text.split("\\s+", -1)[0]) {
      case "ring8" -> plain(text, GaussianMixture.ring8());
      case "grid25" -> plain(text, GaussianMixture.grid25());
      default -> TEXT.read(text);
    };
  }

  private static Data plain(String text, GaussianMixture data) {
    if (!text.equals(data.name())) {
      throw new IllegalArgumentException("'%s': %s takes no settings".formatted(text, data.name()));
    }
    return data;
  }

  static String text(PlanarData data) {
    return TEXT.text(data);
  }
}
