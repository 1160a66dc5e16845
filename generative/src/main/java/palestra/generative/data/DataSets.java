package palestra.generative.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * All data by name. Text that names data: a name, then settings as {@code name=value}, such as
 * {@code ring8} or {@code strokes slant=0.3}.
 */
public final class DataSets {
  private final List<DataProvider> providers;

  /** Knows what these provide. */
  public DataSets(List<DataProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Knows what the service loader finds on the class path. */
  public static DataSets load() {
    List<DataProvider> found = new ArrayList<>();
    ServiceLoader.load(DataProvider.class).forEach(found::add);
    return new DataSets(found);
  }

  /** What there is: names with what they stand for. */
  public Map<String, DataKind> names() {
    Map<String, DataKind> names = new LinkedHashMap<>();
    providers.forEach(provider -> names.putAll(provider.names()));
    return names;
  }

  /**
   * Finds or reads data.
   *
   * @throws IllegalArgumentException if there is none of that name, its settings are wrong, or its
   *     files cannot be read; names the file and the place in it
   */
  public Data open(String text) {
    String name = text.strip().split("\\s+", -1)[0];
    for (DataProvider provider : providers) {
      if (provider.names().containsKey(name)) {
        return provider.open(text.strip());
      }
    }
    throw new IllegalArgumentException(
        "unknown data '" + name + "' (known: " + String.join(", ", names().keySet()) + ")");
  }
}
