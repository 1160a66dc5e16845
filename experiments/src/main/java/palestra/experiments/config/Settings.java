package palestra.experiments.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts the levels of settings together: later ones override earlier ones, key by key. */
public final class Settings {
  private Settings() {}

  /**
   * What a user set: a file, then single values over it.
   *
   * @param file may be null
   * @param assignments each {@code key=value}
   * @throws IllegalArgumentException if an assignment has no {@code =}
   */
  public static Map<String, Setting> user(Path file, List<String> assignments) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    if (file != null) {
      settings.putAll(SettingsFile.read(file));
    }
    assignments("--set", assignments)
        .forEach(
            (key, value) ->
                settings.put(
                    key, new Setting(SettingsFile.inline(value), "--set " + key + "=" + value)));
    return settings;
  }

  /** Splits {@code key=value} texts given to an option. */
  public static Map<String, String> assignments(String option, List<String> assignments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            option + " takes key=value, but got '" + assignment + "'");
      }
      values.put(assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip());
    }
    return values;
  }

  /** Both levels, the second over the first. */
  public static Map<String, Setting> over(Map<String, Setting> base, Map<String, Setting> over) {
    Map<String, Setting> both = new LinkedHashMap<>(base);
    both.putAll(over);
    return both;
  }

  /**
   * The keys in which configs differ, as JSON writes them: 1 that was read from a file is 1 that
   * was computed, whatever their types.
   */
  public static List<String> differing(List<Map<String, Object>> configs) {
    Json json = new Json();
    Set<String> keys = new LinkedHashSet<>();
    configs.forEach(config -> keys.addAll(config.keySet()));
    return keys.stream()
        .filter(key -> configs.stream().map(c -> json.write(c.get(key))).distinct().count() > 1)
        .toList();
  }

  /**
   * Refuses a key that nothing reads.
   *
   * @throws IllegalArgumentException that names the key, where it was set and the nearest known one
   */
  public static void requireKnown(
      Map<String, Setting> settings, String owner, Collection<String> known) {
    for (Map.Entry<String, Setting> setting : settings.entrySet()) {
      String key = setting.getKey();
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            setting.getValue().origin()
                + ": "
                + Nearest.unknown("setting of " + owner, key, new TreeSet<>(known)));
      }
    }
  }
}
