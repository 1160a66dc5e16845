package palestra.experiments.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.agents.Phases;
import palestra.experiments.store.RunStatus;

/**
 * What {@code run.json} says of a run.
 *
 * @param formatVersion of the run directory; a newer one than {@link #FORMAT} cannot be read
 * @param id lasting name, unique among all runs anywhere
 * @param kind {@link #AGENT} or {@link #MODEL}
 * @param learner the agent's or the model's id
 * @param task the environment's or the data's id
 * @param envArgs arguments of the environment
 * @param configName what a person calls the config: {@code default}, {@code tuned}, a file's name
 * @param settings the resolved config and the run's own settings, every key
 * @param seed where all the run's randomness comes from
 * @param device {@code auto}, {@code cpu} or {@code gpu}
 * @param from the run whose weights it started from; null where it started fresh
 * @param origin what it was made with
 * @param progress how far it has come
 * @param results what came out; each null until known
 * @param exactness whether it has the same bits when it is made again or resumed; null of an older
 *     run
 */
public record RunInfo(
    int formatVersion,
    String id,
    String kind,
    String learner,
    String task,
    Map<String, String> envArgs,
    String configName,
    Map<String, Object> settings,
    long seed,
    String device,
    String from,
    Origin origin,
    Progress progress,
    Results results,
    Exactness exactness) {

  /** The version of the run directory that this lab writes. */
  public static final int FORMAT = 1;

  public static final String AGENT = "agent";
  public static final String MODEL = "model";

  /**
   * What a run was made with.
   *
   * @param createdAt ISO-8601, UTC
   * @param gitCommit of the source tree; empty if unknown
   * @param versions of the lab, the JVM, TensorFlow, the system and the processor
   */
  public record Origin(String createdAt, String gitCommit, Map<String, String> versions) {}

  /**
   * How far a run has come.
   *
   * @param requestedSteps environment steps over all copies, or generator steps
   * @param error why it failed; null where it did not
   * @param environment how the environment was stepped, where that is worth a record: {@code
   *     bridge} with the mode, the workers and the restarts after faults; null of an older run
   * @param stopped why it was finished before the steps that were asked for; null where it was not
   */
  public record Progress(
      RunStatus status,
      long requestedSteps,
      long actualSteps,
      double seconds,
      Phases phases,
      String error,
      Map<String, Object> environment,
      String stopped) {
    /** Nothing to record of the environment. */
    public Progress(
        RunStatus status,
        long requestedSteps,
        long actualSteps,
        double seconds,
        Phases phases,
        String error) {
      this(status, requestedSteps, actualSteps, seconds, phases, error, Map.of(), null);
    }

    /** How many times a copy had to be made anew after a fault of the environment's. */
    public long restarts() {
      Object bridge = environment == null ? null : environment.get("bridge");
      return bridge instanceof Map<?, ?> report && report.get("restarts") instanceof Number count
          ? count.longValue()
          : 0;
    }
  }

  /**
   * What came out of a run.
   *
   * @param finalEval of the best checkpoint, for an agent
   * @param lastEval of the last checkpoint, for an agent
   * @param metrics final figures of the last weights, for a generative model
   * @param best what measured best while a generative model trained; null where there is none
   * @param warnings what a generative model's training complained of; null of an older run
   */
  public record Results(
      EvalResult finalEval,
      EvalResult lastEval,
      Map<String, Double> metrics,
      BestWeights best,
      List<String> warnings) {
    static final Results NONE = new Results(null, null, null, null, null);

    /** Of an agent. */
    Results(EvalResult finalEval, EvalResult lastEval) {
      this(finalEval, lastEval, null, null, null);
    }
  }

  /**
   * The weights that measured best.
   *
   * @param generatorSteps after which they were met
   * @param metrics measured anew at the end, on samples of their own
   */
  public record BestWeights(long generatorSteps, Map<String, Double> metrics) {}

  RunInfo with(Progress newProgress) {
    return with(newProgress, results);
  }

  RunInfo with(Progress newProgress, Results newResults) {
    return with(configName, settings, newProgress, newResults, exactness);
  }

  private RunInfo with(
      String newName,
      Map<String, Object> newSettings,
      Progress newProgress,
      Results newResults,
      Exactness newExactness) {
    return new RunInfo(
        formatVersion,
        id,
        kind,
        learner,
        task,
        envArgs,
        newName,
        newSettings,
        seed,
        device,
        from,
        origin,
        newProgress,
        newResults,
        newExactness);
  }

  /**
   * The same run with more steps ahead of it; its results are forgotten until there are new ones.
   *
   * @param setting which of the settings holds the planned steps
   */
  RunInfo planned(String setting, long steps) {
    Map<String, Object> planned = new LinkedHashMap<>(settings);
    planned.put(setting, steps);
    return with(
        configName,
        planned,
        new Progress(
            RunStatus.INTERRUPTED,
            steps,
            progress.actualSteps(),
            progress.seconds(),
            progress.phases(),
            null,
            progress.environment(),
            null),
        new Results(null, null, null, null, results.warnings()),
        exactness);
  }

  /** The same run, whose bits depend on more than its settings: the config's name says so, too. */
  RunInfo inexact(String newName, String reason) {
    List<String> why = new ArrayList<>(exactness == null ? List.of() : exactness.why());
    why.add(reason);
    return with(newName, settings, progress, results, new Exactness(false, why));
  }

  /** The environment with its arguments as one word, or the data. */
  public String taskName() {
    if (envArgs.isEmpty()) {
      return task;
    }
    List<String> pairs =
        envArgs.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + "=" + e.getValue())
            .toList();
    return task + "?" + String.join("&", pairs);
  }
}
