package palestra.experiments.runs;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import palestra.agents.Evaluation;

/**
 * An evaluation as the command line reports it.
 *
 * @param run the run directory
 * @param checkpoint {@code best} or {@code last}
 * @param checkpointEnvSteps environment steps trained when that checkpoint was written
 * @param envArgs arguments of the environment it was evaluated in; ranges and lists are levels
 */
public record EvalResult(
    String run,
    String env,
    String agent,
    long seed,
    String checkpoint,
    long checkpointEnvSteps,
    int episodes,
    double mean,
    double std,
    double min,
    double max,
    List<Double> returns,
    List<Integer> lengths,
    Map<String, String> envArgs) {

  public EvalResult {
    // A record of an older version has none.
    envArgs = envArgs == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(envArgs));
  }

  static EvalResult of(
      String run, RunInfo info, long seed, String checkpoint, long envSteps, Evaluation e) {
    return new EvalResult(
        run,
        info.task(),
        info.learner(),
        seed,
        checkpoint,
        envSteps,
        e.episodes(),
        e.mean(),
        e.std(),
        e.min(),
        e.max(),
        Arrays.stream(e.returns()).boxed().toList(),
        Arrays.stream(e.lengths()).boxed().toList(),
        info.envArgs());
  }

  /** The same evaluation, of a checkpoint that goes by another name too. */
  EvalResult ofCheckpoint(String name) {
    return new EvalResult(
        run,
        env,
        agent,
        seed,
        name,
        checkpointEnvSteps,
        episodes,
        mean,
        std,
        min,
        max,
        returns,
        lengths,
        envArgs);
  }

  /** The same evaluation, in an environment with these arguments. */
  EvalResult ofLevels(Map<String, String> arguments) {
    return new EvalResult(
        run,
        env,
        agent,
        seed,
        checkpoint,
        checkpointEnvSteps,
        episodes,
        mean,
        std,
        min,
        max,
        returns,
        lengths,
        arguments);
  }
}
