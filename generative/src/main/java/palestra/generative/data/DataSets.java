package palestra.generative.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * All data by name. Text that names data: a name, then settings as {@code name=value}, such as
 * {@code ring8} or {@code strokes slant=0.3}; then steps, each behind a {@code |}, such as {@code
 * csv file=points.csv | fill value=median | duplicates}.
 */
public final class DataSets {
  private final List<DataProvider> providers;
  private final List<DataStepProvider> steps;

  /** Knows what these provide, and no steps. */
  public DataSets(List<DataProvider> providers) {
    this(providers, List.of());
  }

  /** Knows what these provide. */
  public DataSets(List<DataProvider> providers, List<DataStepProvider> steps) {
    this.providers = List.copyOf(providers);
    this.steps = List.copyOf(steps);
  }

  /** Knows what the service loader finds on the class path. */
  public static DataSets load() {
    List<DataProvider> found = new ArrayList<>();
    ServiceLoader.load(DataProvider.class).forEach(found::add);
    List<DataStepProvider> steps = new ArrayList<>();
    ServiceLoader.load(DataStepProvider.class).forEach(steps::add);
    return new DataSets(found, steps);
  }

  /** What there is: names with what they stand for. */
  public Map<String, DataKind> names() {
    Map<String, DataKind> names = new LinkedHashMap<>();
    providers.forEach(provider -> names.putAll(provider.names()));
    return names;
  }

  /** The steps that there are: names with what they do. */
  public Map<String, String> steps() {
    Map<String, String> names = new LinkedHashMap<>();
    steps.forEach(provider -> names.putAll(provider.names()));
    return names;
  }

  /**
   * Finds or reads data and does the steps behind them.
   *
   * @throws IllegalArgumentException if there is none of that name, its settings are wrong, its
   *     files cannot be read or values are missing; names the file and the place in it
   */
  public Data open(String text) {
    List<String> parts = parts(text);
    Data data = source(parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      Data before = data;
      data = step(part).apply(before);
      if (!(data instanceof StoredData)) {
        requireComplete(before);
      }
    }
    requireComplete(data);
    return data;
  }

  /** Only cleaning, which keeps data in memory, takes those that lack numbers. */
  private static void requireComplete(Data data) {
    if (data instanceof StoredData stored) {
      stored.requireComplete();
    }
  }

  private Data source(String text) {
    String name = text.split("\\s+", -1)[0];
    for (DataProvider provider : providers) {
      if (provider.names().containsKey(name)) {
        return provider.open(text);
      }
    }
    throw new IllegalArgumentException(
        "unknown data '" + name + "' (known: " + String.join(", ", names().keySet()) + ")");
  }

  private DataStep step(String text) {
    String name = text.split("\\s+", -1)[0];
    for (DataStepProvider provider : steps) {
      if (provider.names().containsKey(name)) {
        return provider.read(text);
      }
    }
    throw new IllegalArgumentException(
        "unknown step '%s' behind '|' (known: %s)"
            .formatted(name, String.join(", ", steps().keySet())));
  }

  /** What stands between the bars; a bar in double quotes is one of a setting's own. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int begin = 0;
    for (int i = 0; i <= text.length(); i++) {
      boolean end = i == text.length();
      quoted ^= !end && text.charAt(i) == '"';
      if (end || (text.charAt(i) == '|' && !quoted)) {
        parts.add(text.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    return parts;
  }
}
