package palestra.tests.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.agents.AgentProvider;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.config.Setting;

/** An agent's defaults made small: the same algorithm, learning soon and on little. */
final class SmallSettings {
  private static final Map<String, Object> SMALL =
      Map.of(
          "nSteps", 16,
          "batchSize", 16,
          "nEpochs", 2,
          "learningStarts", 32,
          "bufferSize", 500,
          // One thread that learns: with more, no two runs are the same.
          "workers", 1,
          "netArch", List.of(16));

  private SmallSettings() {}

  static boolean has(Record config, String key) {
    return RecordBinder.keys(config).contains(key);
  }

  static <C extends Record> C of(AgentProvider<C> provider, Map<String, Object> others) {
    C defaults = provider.defaults();
    Map<String, Setting> settings = new LinkedHashMap<>();
    Map<String, Object> wished = new LinkedHashMap<>(SMALL);
    boolean replays = has(defaults, "bufferSize");
    if (replays) {
      // Of one that replays, nSteps are the steps of a return.
      wished.remove("nSteps");
    }
    if (has(defaults, "memory") && !"none".equals(RecordBinder.describe(defaults).get("memory"))) {
      wished.put("memory", "lstm 8");
    }
    wished.putAll(others);
    wished.forEach(
        (key, value) -> {
          if (has(defaults, key)) {
            settings.put(key, new Setting(value, "test"));
          }
        });
    return RecordBinder.bind(defaults, settings);
  }
}
