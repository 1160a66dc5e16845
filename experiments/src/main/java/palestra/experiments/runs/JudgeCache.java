package palestra.experiments.runs;

import java.nio.file.Path;
import java.util.function.Consumer;
import palestra.generative.classifier.CachedJudges;
import palestra.networks.Device;

/** Where classifiers that judge pictures are kept: beside what else stays between runs. */
public final class JudgeCache {
  private JudgeCache() {}

  /**
   * Opens it. Classifiers that are asked for are trained where there are none yet.
   *
   * @param notes takes a line where that takes a while
   */
  public static CachedJudges open(Device device, Consumer<String> notes) {
    String cache = System.getProperty("palestra.cache");
    Path directory =
        cache != null
            ? Path.of(cache, "judges")
            : Path.of(System.getProperty("java.io.tmpdir"), "palestra", "judges");
    return new CachedJudges(directory, device, notes);
  }
}
