package palestra.experiments.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import palestra.experiments.config.Setting;
import palestra.networks.Device;

/**
 * A run that someone wants.
 *
 * @param learner an agent's or a model's id
 * @param task an environment's or a data set's id
 * @param envArgs arguments of the environment
 * @param wrappers wrappers around it with their arguments, from the inside out; none for those that
 *     are tuned or set
 * @param seed 0 or more
 * @param settings what the user set, over defaults and tuned settings
 * @param configName what to call these settings; null to call them by where they came from
 * @param device where graphs run
 * @param run the directory; null for a free name below {@code runsRoot}
 * @param runsRoot where unnamed runs go
 * @param from a run whose weights to start from; may be null
 */
public record TrainRequest(
    String learner,
    String task,
    Map<String, String> envArgs,
    List<String> wrappers,
    long seed,
    Map<String, Setting> settings,
    String configName,
    Device device,
    Path run,
    Path runsRoot,
    Path from) {

  /** The setting that says how long an agent trains. */
  public static final String AGENT_STEPS = "totalEnvSteps";

  /** The setting that says how long a generative model trains. */
  public static final String MODEL_STEPS = "totalGeneratorSteps";

  /** The same with a name for its config. */
  public TrainRequest named(String name) {
    return new TrainRequest(
        learner, task, envArgs, wrappers, seed, settings, name, device, run, runsRoot, from);
  }

  /** The same with other settings under a name of their own, in another directory. */
  TrainRequest varied(String name, Map<String, Setting> others, Path directory) {
    return new TrainRequest(
        learner, task, envArgs, wrappers, seed, others, name, device, directory, runsRoot, from);
  }

  /** The same in an environment with these arguments and wrappers. */
  TrainRequest in(Map<String, String> arguments, List<String> around) {
    return new TrainRequest(
        learner, task, arguments, around, seed, settings, configName, device, run, runsRoot, from);
  }

  RunDirectory createDirectory() {
    return run != null
        ? RunDirectory.create(run)
        : RunDirectory.createNext(runsRoot, directoryName(learner, task, seed));
  }

  /** What a run's directory is called: readable, and a file name everywhere. */
  public static String directoryName(String learner, String task, long seed) {
    return (learner + "-" + task + "-s" + seed).replaceAll("[^A-Za-z0-9._=-]", "_");
  }
}
