package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.experiments.config.Setting;
import palestra.experiments.config.Settings;
import picocli.CommandLine.Option;

/** Settings as users give them: steps, a file, and single ones over it. */
final class SettingsOptions {
  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "Environment steps over all copies, a model's generator steps, an application's steps of"
              + " training.")
  private String steps;

  @Option(names = "--config", paramLabel = "F.yaml", description = "File with settings.")
  private Path config;

  @Option(
      names = "--set",
      paramLabel = "k=v",
      description = "One setting, over the file's; may be repeated.")
  private List<String> set = new ArrayList<>();

  /**
   * All of them by key.
   *
   * @param stepsKey the setting that {@code --steps} stands for
   */
  Map<String, Setting> settings(String stepsKey) {
    Map<String, Setting> settings = new LinkedHashMap<>(Settings.user(config, set));
    if (steps != null) {
      settings.put(stepsKey, new Setting(steps, "--steps " + steps));
    }
    return settings;
  }

  /** The file's name without its ending; null without a file. */
  String name() {
    return config == null ? null : config.getFileName().toString().replaceAll("\\.ya?ml$", "");
  }
}
