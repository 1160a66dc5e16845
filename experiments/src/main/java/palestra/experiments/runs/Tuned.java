package palestra.experiments.runs;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import palestra.experiments.config.Setting;
import palestra.experiments.config.Settings;
import palestra.experiments.config.SettingsFile;

/** Settings that were tuned for one task: data beside each learner, keyed by the task's id. */
final class Tuned {
  private static final String BRIDGED = "gym:";

  private Tuned() {}

  /**
   * What is tuned for the task; empty where nothing is. A bridged environment is the task that its
   * name without {@code gym:} is, unless something is tuned for it itself.
   */
  static Map<String, Setting> settings(Class<?> owner, String folder, String learner, String task) {
    String resource = "/palestra/" + folder + "/tuned/" + learner + ".yaml";
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        return Map.of();
      }
      Map<String, Setting> own = SettingsFile.section(in, learner + ".yaml", task);
      return own.isEmpty() && task.startsWith(BRIDGED)
          ? settings(owner, folder, learner, task.substring(BRIDGED.length()))
          : own;
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource + ": " + e.getMessage(), e);
    }
  }

  /** Tuned settings with the user's over them. */
  static Map<String, Setting> layered(Map<String, Setting> tuned, TrainRequest request) {
    return Settings.over(tuned, request.settings());
  }

  /** What to call a config: its given name, or where its settings came from. */
  static String name(Map<String, Setting> tuned, TrainRequest request, String stepsKey) {
    if (request.configName() != null) {
      return request.configName();
    }
    Map<String, Setting> own = new LinkedHashMap<>(request.settings());
    own.remove(stepsKey);
    own.putAll(WrapperSetting.over(Map.of(), request.wrappers()));
    return !own.isEmpty() ? "custom" : tuned.isEmpty() ? "default" : "tuned";
  }
}
