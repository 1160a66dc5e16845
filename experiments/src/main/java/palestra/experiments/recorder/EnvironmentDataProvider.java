package palestra.experiments.recorder;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.experiments.config.Settings;
import palestra.experiments.frames.RecordingFile;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.Play;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.DataProvider;
import palestra.networks.text.RecordText;

/**
 * Makes known {@code frames} and {@code observations}: recorded once from any environment, and kept
 * on disk. Page: {@code docs/frames.md}.
 */
public final class EnvironmentDataProvider implements DataProvider {
  private static final String FRAMES = "frames";
  private static final String OBSERVATIONS = "observations";

  private static final RecordText<Record> TEXT =
      new RecordText<>(
          "data", Map.of(FRAMES, FramesText.DEFAULTS, OBSERVATIONS, ObservationsText.DEFAULTS));

  private final Path directory;

  /** Keeps recordings where {@link RecordingFile#directory} says. */
  public EnvironmentDataProvider() {
    this(RecordingFile.directory());
  }

  EnvironmentDataProvider(Path directory) {
    this.directory = directory;
  }

  @Override
  public Map<String, DataKind> names() {
    Map<String, DataKind> names = new LinkedHashMap<>();
    names.put(
        FRAMES,
        new DataKind("pictures an environment draws: env=ID count=5000 size=64", true, false));
    names.put(
        OBSERVATIONS,
        new DataKind("what an environment shows to agents: env=ID count=20000", true, false));
    return names;
  }

  @Override
  public Data open(String text) {
    Record asked = TEXT.read(text);
    if (asked instanceof FramesText frames) {
      Play.Plan plan = plan(FRAMES, frames.env(), frames.wrappers(), frames.policy());
      return new Recorder(directory).frames(plan, frames).data(TEXT.text(asked), frames.heldOut());
    }
    ObservationsText seen = (ObservationsText) asked;
    Play.Plan plan = plan(OBSERVATIONS, seen.env(), seen.wrappers(), seen.policy());
    return new Recorder(directory).observations(plan, seen).data(TEXT.text(asked), seen.heldOut());
  }

  private static Play.Plan plan(String data, String env, String wrappers, String policy) {
    if (env.isEmpty()) {
      throw new IllegalArgumentException(
          data + ": env must name an environment, as in '" + data + " env=CartPole-v1'");
    }
    int question = env.indexOf('?');
    String id = question < 0 ? env : env.substring(0, question);
    List<String> pairs =
        question < 0 ? List.of() : Arrays.asList(env.substring(question + 1).split("&", -1));
    List<String> around = wrappers.isEmpty() ? List.of() : List.of(wrappers.split(";", -1));
    return Play.plan(Lab.load(), id, Settings.assignments(data + ": env", pairs), around, policy);
  }
}
