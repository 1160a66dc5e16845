package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import palestra.agents.Evaluation;
import palestra.experiments.config.Settings;
import palestra.experiments.runs.EvalGrid;
import palestra.experiments.runs.EvalResult;
import palestra.experiments.runs.Evaluations;
import palestra.experiments.runs.GridAxis;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.RunDirectory;
import palestra.renderer.film.Films;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eval}: plays episodes with the best checkpoint of a run. */
final class EvalCommand extends ReportingCommand {
  @Parameters(paramLabel = "RUN", description = "The run directory.")
  private Path run;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "Episodes to play (default 100), in every cell of a grid.")
  private int episodes = 100;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the episodes (default 0).")
  private long seed;

  @Option(
      names = "--env-arg",
      paramLabel = "k=v",
      description =
          "Argument of the environment, in place of the run's; LOW..HIGH or A|B|C draws one for"
              + " every episode; may be repeated.")
  private List<String> envArgs = new ArrayList<>();

  @Option(
      names = "--grid",
      paramLabel = "k=LOW:HIGH:N",
      description = "N values of an argument of the environment, each evaluated; may be repeated.")
  private List<String> grid = new ArrayList<>();

  @Option(names = "--out", paramLabel = "X.png", description = "A grid's heat map, with --grid.")
  private Path out;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    if (episodes < 1) {
      throw new IllegalArgumentException("--episodes must be at least 1, but is " + episodes);
    }
    if (seed < 0) {
      throw new IllegalArgumentException("--seed must be 0 or more, but is " + seed);
    }
    if (out != null && (grid.isEmpty() || grid.size() > 2)) {
      throw new IllegalArgumentException("--out draws a heat map of one or two --grid");
    }
    Map<String, String> arguments = Settings.assignments("--env-arg", envArgs);
    List<GridAxis> axes = axes(arguments);
    RunDirectory directory = RunDirectory.open(run);
    Evaluations evaluations = new Evaluations(Lab.load());
    if (axes.isEmpty()) {
      report(console, json, directory, evaluations.evaluate(directory, episodes, seed, arguments));
      return 0;
    }
    if (out != null) {
      Films.check(out);
    }
    EvalGrid result = evaluations.grid(directory, episodes, seed, arguments, axes);
    if (out != null) {
      result.write(out);
    }
    report(console, json, result);
    return 0;
  }

  private List<GridAxis> axes(Map<String, String> arguments) {
    Map<String, GridAxis> axes = new LinkedHashMap<>();
    for (String text : grid) {
      GridAxis axis = GridAxis.parse(text);
      if (axes.put(axis.name(), axis) != null || arguments.containsKey(axis.name())) {
        throw new IllegalArgumentException("'" + axis.name() + "' is given twice");
      }
    }
    return List.copyOf(axes.values());
  }

  private static void report(
      Console console, boolean json, RunDirectory directory, EvalResult result) {
    if (json) {
      console.json(result);
      return;
    }
    console.line(
        String.format(
            Locale.ROOT,
            "%s: %s on %s, %d episodes from seed %d: %.1f ± %.1f (min %.1f, max %.1f)",
            result.run(),
            result.agent(),
            result.env(),
            result.episodes(),
            result.seed(),
            result.mean(),
            result.std(),
            result.min(),
            result.max()));
    if (!result.envArgs().equals(directory.info().envArgs())) {
      console.line(
          "trained with %s, evaluated with %s"
              .formatted(text(directory.info().envArgs()), text(result.envArgs())));
    }
  }

  private static String text(Map<String, String> arguments) {
    return arguments.isEmpty()
        ? "the defaults"
        : new TreeMap<>(arguments).toString().replaceAll("[{}]", "");
  }

  private static Evaluation all(EvalGrid grid) {
    return new Evaluation(
        grid.returns().stream().mapToDouble(Double::doubleValue).toArray(),
        grid.lengths().stream().mapToInt(Integer::intValue).toArray());
  }

  private void report(Console console, boolean json, EvalGrid result) {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("run", result.run());
      document.put("env", result.env());
      document.put("agent", result.agent());
      document.put("seed", result.seed());
      document.put("episodes", result.returns().size());
      Evaluation all = all(result);
      document.put("mean", all.mean());
      document.put("std", all.std());
      document.put("min", all.min());
      document.put("max", all.max());
      document.put("returns", result.returns());
      document.put("lengths", result.lengths());
      document.put("episodesPerCell", result.episodes());
      document.put("envArgs", result.envArgs());
      document.put("grid", result.axes());
      document.put("cells", result.cells());
      document.put("out", out == null ? null : out.toString());
      console.json(document);
      return;
    }
    List<String> heads = new ArrayList<>();
    result.axes().forEach(axis -> heads.add(axis.name()));
    heads.addAll(List.of("mean", "std", "min", "max", "length"));
    Table table = new Table(heads.toArray(new String[0]));
    for (EvalGrid.Cell cell : result.cells()) {
      List<Object> row = new ArrayList<>();
      cell.at().values().forEach(value -> row.add(String.format(Locale.ROOT, "%.4g", value)));
      for (double number :
          new double[] {cell.mean(), cell.std(), cell.min(), cell.max(), cell.meanLength()}) {
        row.add(String.format(Locale.ROOT, "%.1f", number));
      }
      table.row(row.toArray());
    }
    table.print(console);
    for (EvalGrid.Axis axis : result.axes()) {
      console.line(
          axis.trainedLow() == axis.trainedHigh()
              ? "trained with %s=%s".formatted(axis.name(), axis.trainedLow())
              : "trained with %s from %s to %s"
                  .formatted(axis.name(), axis.trainedLow(), axis.trainedHigh()));
    }
    if (out != null) {
      console.line("wrote " + out);
    }
  }
}
