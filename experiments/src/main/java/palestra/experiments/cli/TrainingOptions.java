package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import palestra.experiments.config.Settings;
import palestra.experiments.runs.TrainRequest;
import palestra.networks.Device;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code train} takes. */
final class TrainingOptions {
  @Option(names = "--agent", paramLabel = "ID", description = "Agent to train; see 'agents'.")
  private String agent;

  @Option(names = "--env", paramLabel = "ID", description = "Environment; see 'envs'.")
  private String env;

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "Generative model to train, in place of an agent; see 'models'.")
  private String model;

  @Option(names = "--data", paramLabel = "ID", description = "Data set for --model.")
  private String data;

  @Option(
      names = "--env-arg",
      paramLabel = "k=v",
      description =
          "Argument of the environment; LOW..HIGH or A|B|C draws one for every episode; may be"
              + " repeated.")
  private List<String> envArgs = new ArrayList<>();

  @Option(
      names = "--wrapper",
      paramLabel = "NAME[:k=v,...]",
      description =
          "Wrapper around the environment, the next around that one; see 'envs --wrappers'.")
  private List<String> wrappers = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the run (default 1).")
  private long seed = 1;

  @Mixin private SettingsOptions settings;

  @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where graphs run.")
  private Device device = Device.AUTO;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Directory of the run (default: a free name below runs/).")
  private Path run;

  @Option(names = "--from", paramLabel = "RUN", description = "Start from this run's weights.")
  private Path from;

  /** Whether a generative model is to be trained. */
  boolean forModel() {
    if ((agent == null) == (model == null)) {
      throw new IllegalArgumentException(
          "train takes either --agent and --env, or --model and --data");
    }
    if (agent != null && (env == null || data != null)) {
      throw new IllegalArgumentException(
          env == null ? "--agent needs --env ID; see 'envs'" : "--data goes with --model");
    }
    if (model != null && (data == null || env != null)) {
      throw new IllegalArgumentException(
          data == null ? "--model needs --data ID; see 'models'" : "--env goes with --agent");
    }
    return model != null;
  }

  TrainRequest request() {
    boolean generative = forModel();
    return new TrainRequest(
        generative ? model : agent,
        generative ? data : env,
        Settings.assignments("--env-arg", envArgs),
        wrappers,
        seed,
        settings.settings(generative ? TrainRequest.MODEL_STEPS : TrainRequest.AGENT_STEPS),
        settings.name(),
        device,
        run,
        Path.of("runs"),
        from);
  }
}
