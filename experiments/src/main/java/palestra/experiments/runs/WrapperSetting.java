package palestra.experiments.runs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.envs.wrapping.WrapperStack;
import palestra.experiments.config.Setting;

/** The setting {@code wrappers}, and the file with what wrappers learned beside an agent's own. */
final class WrapperSetting {
  static final String KEY = "wrappers";

  private static final String FILE = "wrappers.state";
  private static final String HEAD = "palestra wrappers 1";

  private WrapperSetting() {}

  /** The wrappers that a setting names, from the inside out; none without a setting. */
  static List<String> texts(Setting setting) {
    if (setting == null) {
      return List.of();
    }
    if (setting.value() instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    String text = String.valueOf(setting.value());
    return text.isBlank() ? List.of() : List.of(text);
  }

  /** Settings with these wrappers, if there are any, in place of those they have. */
  static Map<String, Setting> over(Map<String, Setting> settings, List<String> wrappers) {
    if (wrappers.isEmpty()) {
      return settings;
    }
    Map<String, Setting> both = new LinkedHashMap<>(settings);
    both.put(KEY, new Setting(List.copyOf(wrappers), "--wrapper"));
    return both;
  }

  static boolean saved(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  static void save(WrapperStack stack, Path directory) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(directory.resolve(FILE)))) {
      out.writeUTF(HEAD);
      stack.saveStatistics(out);
    }
  }

  static void load(WrapperStack stack, Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (!in.readUTF().equals(HEAD)) {
        throw new IOException(file + " holds no statistics of wrappers that this version reads");
      }
      stack.loadStatistics(in);
    }
  }
}
