package palestra.experiments.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import palestra.experiments.config.Settings;
import palestra.experiments.runs.TrainRequest;
import palestra.networks.Device;

/** Requests of runs on the processor, without arguments, wrappers or another run's weights. */
public final class Requests {
  private Requests() {}

  /**
   * A run below a directory.
   *
   * @param settings each {@code key=value}
   */
  public static TrainRequest request(
      Path root, String name, String learner, String task, long seed, List<String> settings) {
    return new TrainRequest(
        learner,
        task,
        Map.of(),
        List.of(),
        seed,
        Settings.user(null, settings),
        null,
        Device.CPU,
        root.resolve(name),
        root,
        null);
  }
}
