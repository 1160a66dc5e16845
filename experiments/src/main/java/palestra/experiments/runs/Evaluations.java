package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import palestra.agents.Agent;
import palestra.agents.Evaluation;
import palestra.agents.Evaluator;
import palestra.agents.Policy;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.vector.VectorEnvironment;
import palestra.experiments.config.Json;

/** Plays episodes with the best that a run learned, in its own environment and in others. */
public final class Evaluations {
  private final Lab lab;

  /** Works with what the lab has. */
  public Evaluations(Lab lab) {
    this.lab = lab;
  }

  /**
   * Plays episodes with the best checkpoint, or the newest where no best was kept. In an
   * environment with other arguments than the training's, what came out is recorded in the run's
   * directory too.
   *
   * @param envArgs arguments in place of the run's own, by name; ranges and lists are levels
   */
  public EvalResult evaluate(
      RunDirectory directory, int episodes, long seed, Map<String, String> envArgs) {
    RunInfo info = directory.info();
    EvalResult result = evaluate(directory, episodes, seed, List.of(envArgs)).get(0);
    if (!result.envArgs().equals(info.envArgs())) {
      record(directory, result);
    }
    return result;
  }

  /** The same over a grid of arguments, the others given or the run's own. */
  public EvalGrid grid(
      RunDirectory directory,
      int episodes,
      long seed,
      Map<String, String> envArgs,
      List<GridAxis> given) {
    RunInfo info = directory.info();
    EnvironmentSpec spec = lab.environments().spec(info.task());
    List<GridAxis> axes = given.stream().map(axis -> axis.of(spec)).toList();
    List<Map<String, String>> combinations = EvalGrid.combinations(axes);
    List<Map<String, String>> cellArgs = new ArrayList<>();
    for (Map<String, String> combination : combinations) {
      Map<String, String> arguments = new LinkedHashMap<>(envArgs);
      arguments.putAll(combination);
      cellArgs.add(arguments);
    }
    List<EvalResult> results = evaluate(directory, episodes, seed, cellArgs);
    List<EvalGrid.Cell> cells = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      EvalResult result = results.get(i);
      Map<String, Double> at = new LinkedHashMap<>();
      combinations.get(i).forEach((name, value) -> at.put(name, Double.valueOf(value)));
      double length =
          result.lengths().stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
      cells.add(
          new EvalGrid.Cell(
              at,
              result.mean(),
              result.std(),
              result.min(),
              result.max(),
              length,
              result.returns(),
              result.lengths()));
    }
    Map<String, String> common = new LinkedHashMap<>(info.envArgs());
    common.putAll(envArgs);
    axes.forEach(axis -> common.remove(axis.name()));
    return new EvalGrid(
        directory.toString(),
        info.task(),
        info.learner(),
        seed,
        episodes,
        common,
        axes.stream().map(axis -> described(axis, spec, info)).toList(),
        cells);
  }

  private static EvalGrid.Axis described(GridAxis axis, EnvironmentSpec spec, RunInfo info) {
    double[] trained = axis.trained(spec, info.envArgs());
    return new EvalGrid.Axis(axis.name(), axis.values(), trained[0], trained[1]);
  }

  /** One evaluation for each set of arguments, by one agent. */
  private List<EvalResult> evaluate(
      RunDirectory directory, int episodes, long seed, List<Map<String, String>> cells) {
    RunInfo info = directory.info();
    List<AgentSetup<?>> setups = new ArrayList<>();
    for (Map<String, String> cell : cells) {
      Map<String, String> arguments = new LinkedHashMap<>(info.envArgs());
      arguments.putAll(cell);
      setups.add(
          AgentSetup.of(lab, info.learner(), info.task(), arguments, AgentSetup.recorded(info)));
    }
    AgentSetup<?> first = setups.get(0);
    Runs.Best best = Runs.best(directory);
    int copies = Math.min(episodes, first.training().evalCopies());
    List<EvalResult> results = new ArrayList<>();
    try (VectorEnvironment env = first.trainingEnvironment();
        Agent agent = first.agent(env, Runs.device(info), info.seed())) {
      agent.loadPolicy(best.learner());
      Policy policy = agent.policy(copies);
      for (AgentSetup<?> setup : setups) {
        try (VectorEnvironment evalEnv = setup.evaluationEnvironment(copies)) {
          requireSame(env, evalEnv, setup);
          setup.loadStatistics(best.learner());
          Evaluation evaluation = Evaluator.evaluate(policy, evalEnv, episodes, seed);
          results.add(
              EvalResult.of(directory.toString(), info, seed, best.name(), best.steps(), evaluation)
                  .ofLevels(setup.envArgs()));
        }
      }
      return results;
    } catch (IOException e) {
      throw new RunFailure("cannot read a checkpoint of " + directory + ": " + e.getMessage(), e);
    }
  }

  private static void requireSame(
      VectorEnvironment one, VectorEnvironment other, AgentSetup<?> setup) {
    if (one.observations().rowSize() != other.observations().rowSize()
        || !one.singleActionSpace().equals(other.singleActionSpace())) {
      throw new IllegalArgumentException(
          "%s with %s has %s and %s, but the policy sees %s and acts in %s"
              .formatted(
                  setup.environment().id(),
                  setup.envArgs(),
                  other.singleObservationSpace(),
                  other.singleActionSpace(),
                  one.singleObservationSpace(),
                  one.singleActionSpace()));
    }
  }

  /** Keeps a result as the next {@code evaluations/001.json}. */
  private static void record(RunDirectory directory, EvalResult result) {
    Path folder = directory.path().resolve("evaluations");
    try {
      Files.createDirectories(folder);
      int number = 1;
      Path file = folder.resolve("001.json");
      while (Files.exists(file)) {
        file = folder.resolve(String.format(Locale.ROOT, "%03d.json", ++number));
      }
      DurableFiles.write(file, new Json().write(result) + "\n");
    } catch (IOException e) {
      throw new RunFailure("cannot write " + folder + ": " + RunDirectory.reason(e), e);
    }
  }

  /** All results recorded in a run's directory, oldest first. */
  public static List<EvalResult> recorded(RunDirectory directory) {
    Path folder = directory.path().resolve("evaluations");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> held = Files.list(folder)) {
      List<EvalResult> results = new ArrayList<>();
      for (Path file : held.sorted().toList()) {
        results.add(new Json().read(Files.readString(file), EvalResult.class));
      }
      return results;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read " + folder + ": " + RunDirectory.reason(e), e);
    }
  }
}
