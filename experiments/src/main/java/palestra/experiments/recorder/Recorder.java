package palestra.experiments.recorder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import palestra.experiments.frames.Frames;
import palestra.experiments.frames.Recording;
import palestra.experiments.frames.RecordingFile;
import palestra.experiments.frames.SeenShape;
import palestra.experiments.runs.Play;

/** Plays and records, unless the same was recorded before. */
final class Recorder {
  private final Path directory;

  Recorder(Path directory) {
    this.directory = directory;
  }

  /** Pictures that the environment draws. */
  Recording frames(Play.Plan plan, FramesText asked) {
    String key =
        String.join(
            "|",
            "frames",
            plan.identity(),
            String.valueOf(asked.count()),
            String.valueOf(asked.size()),
            String.valueOf(asked.channels()),
            String.valueOf(asked.seed()),
            String.valueOf(asked.every()));
    return recorded(
        key,
        () -> {
          try (Play play = plan.begin();
              Frames frames = new Frames(play.environment(), asked.size(), asked.channels())) {
            int[] shape = {asked.size(), asked.size(), asked.channels()};
            play.start(asked.seed());
            return record(play, asked.count(), asked.every(), shape, frames::frame);
          }
        });
  }

  /** What the environment shows. */
  Recording observations(Play.Plan plan, ObservationsText asked) {
    String key =
        String.join(
            "|",
            "observations",
            plan.identity(),
            String.valueOf(asked.count()),
            String.valueOf(asked.seed()),
            String.valueOf(asked.every()));
    return recorded(
        key,
        () -> {
          try (Play play = plan.begin()) {
            SeenShape seen = SeenShape.of(play.environment().observationSpace());
            Limits.memory("observations", asked.count(), seen.size());
            play.start(asked.seed());
            return record(
                play,
                asked.count(),
                asked.every(),
                seen.shape(),
                () -> seen.example(play.observation(), 0));
          }
        });
  }

  private Recording recorded(String key, Supplier<Recording> recording) {
    RecordingFile file = new RecordingFile(directory, key);
    Optional<Recording> known = file.read();
    if (known.isPresent()) {
      return known.get();
    }
    Recording fresh = recording.get();
    try {
      file.write(fresh);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot keep what was recorded in " + file.path() + ": " + e.getMessage(), e);
    }
    return fresh;
  }

  private static Recording record(
      Play play, int count, int every, int[] shape, Supplier<float[]> look) {
    float[][] rows = new float[count][];
    List<Integer> starts = new ArrayList<>();
    boolean begun = true;
    for (int i = 0; i < count; i++) {
      if (begun) {
        starts.add(i);
      }
      rows[i] = look.get();
      begun = false;
      for (int k = 0; k < every && i + 1 < count; k++) {
        begun |= play.step();
      }
    }
    return new Recording(shape, rows, starts.stream().mapToInt(Integer::intValue).toArray());
  }
}
