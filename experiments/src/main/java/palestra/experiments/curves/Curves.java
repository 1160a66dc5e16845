package palestra.experiments.curves;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import palestra.experiments.config.Nearest;
import palestra.experiments.runs.RunDirectory;
import palestra.experiments.runs.RunInfo;
import palestra.renderer.pictures.CurvesPicture;
import palestra.renderer.pictures.CurvesPicture.Curve;
import palestra.renderer.pictures.CurvesPicture.Panel;

/**
 * Learning curves: for each task and figure a panel, for each learner and config a curve, the mean
 * over its seeds with the range from the lowest to the highest.
 */
public final class Curves {
  private static final String RETURN = "evalReturnMean";
  private static final String EVALUATED = "eval";

  /** Panels of a task where no figure is asked for. */
  private static final int FIGURES = 2;

  /** One curve's runs. */
  private record Line(String task, String learner, String config) {}

  private final Map<Line, List<MetricsTable>> lines = new LinkedHashMap<>();
  private final Set<Long> seeds = new TreeSet<>();

  private Curves() {}

  /**
   * Reads runs: those named and all below the directories named.
   *
   * @throws IllegalArgumentException if there is no run, or one without figures
   */
  public static Curves read(List<Path> paths) throws IOException {
    Curves curves = new Curves();
    for (Path path : paths) {
      List<Path> runs = runs(path);
      if (runs.isEmpty()) {
        throw new IllegalArgumentException(path + " is no run, and there is none below it");
      }
      for (Path run : runs) {
        curves.add(RunDirectory.open(run));
      }
    }
    return curves;
  }

  private static List<Path> runs(Path path) throws IOException {
    if (RunDirectory.isRun(path) || !Files.isDirectory(path)) {
      return Files.isDirectory(path) ? List.of(path) : List.of();
    }
    try (Stream<Path> below = Files.walk(path, 3)) {
      return below.filter(RunDirectory::isRun).sorted().toList();
    }
  }

  private void add(RunDirectory directory) throws IOException {
    RunInfo info = directory.info();
    if (!Files.exists(directory.metrics())) {
      throw new IllegalArgumentException(directory + " has logged nothing yet");
    }
    seeds.add(info.seed());
    lines
        .computeIfAbsent(
            new Line(info.task(), info.learner(), info.configName()), key -> new ArrayList<>())
        .add(MetricsTable.read(directory.metrics()));
  }

  /** The seeds of all runs, ascending. */
  public List<Long> seeds() {
    return List.copyOf(seeds);
  }

  /** Figures that can be drawn, in the order in which they were logged. */
  public List<String> figures() {
    Set<String> names = new LinkedHashSet<>();
    lines.values().forEach(tables -> tables.forEach(table -> names.addAll(table.figures())));
    return List.copyOf(names);
  }

  /**
   * The picture.
   *
   * @param figures such as {@code evalReturnMean}; empty for what tells most: the return of
   *     evaluations, or the first two figures of samples
   * @throws IllegalArgumentException if no run has one of them
   */
  public CurvesPicture picture(List<String> figures) {
    for (String figure : figures) {
      if (!figures().contains(figure)) {
        throw new IllegalArgumentException(
            Nearest.unknown("figure of these runs", figure, figures()));
      }
    }
    List<Panel> panels = new ArrayList<>();
    Set<String> tasks = new LinkedHashSet<>();
    lines.keySet().forEach(line -> tasks.add(line.task()));
    for (String task : tasks) {
      for (String figure : figures.isEmpty() ? telling(task) : figures) {
        List<Curve> curves = curves(task, figure);
        if (!curves.isEmpty()) {
          panels.add(new Panel(task + ": " + figure, steps(task), curves));
        }
      }
    }
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("these runs have not been evaluated yet");
    }
    String count = seeds.size() == 1 ? "seed " : seeds.size() + " seeds: ";
    String caption =
        seeds.size() == 1
            ? count + seeds.iterator().next()
            : count
                + String.join(", ", seeds.stream().map(String::valueOf).toList())
                + "; mean, and from the lowest to the highest";
    return new CurvesPicture(String.join(", ", tasks), caption, panels);
  }

  private List<String> telling(String task) {
    Set<String> found = new LinkedHashSet<>();
    lines.forEach(
        (line, tables) -> {
          if (line.task().equals(task)) {
            tables.forEach(table -> found.addAll(table.figures()));
          }
        });
    return found.contains(RETURN)
        ? List.of(RETURN)
        : found.stream().filter(name -> name.startsWith(EVALUATED)).limit(FIGURES).toList();
  }

  private String steps(String task) {
    return lines.entrySet().stream()
        .filter(entry -> entry.getKey().task().equals(task))
        .map(entry -> entry.getValue().get(0).steps())
        .distinct()
        .reduce((a, b) -> a + ", " + b)
        .orElseThrow();
  }

  private List<Curve> curves(String task, String figure) {
    List<Curve> curves = new ArrayList<>();
    lines.forEach(
        (line, tables) -> {
          if (line.task().equals(task)) {
            Curve curve = curve(name(line), figure, tables);
            if (curve.x().length > 0) {
              curves.add(curve);
            }
          }
        });
    return curves;
  }

  /** The learner alone, where all of its runs have the same config. */
  private String name(Line line) {
    boolean alone =
        lines.keySet().stream()
                .filter(other -> other.learner().equals(line.learner()))
                .map(Line::config)
                .distinct()
                .limit(2)
                .count()
            == 1;
    return alone ? line.learner() : line.learner() + " " + line.config();
  }

  /** Over those seeds that have a figure at a step. */
  private static Curve curve(String name, String figure, Collection<MetricsTable> tables) {
    Map<Double, List<Double>> at = new TreeMap<>();
    for (MetricsTable table : tables) {
      table
          .values(figure)
          .forEach((step, value) -> at.computeIfAbsent(step, key -> new ArrayList<>()).add(value));
    }
    double[] x = at.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    double[][] values =
        at.values().stream()
            .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    return new Curve(
        name,
        x,
        Arrays.stream(values).mapToDouble(v -> Arrays.stream(v).average().orElseThrow()).toArray(),
        Arrays.stream(values).mapToDouble(v -> Arrays.stream(v).min().orElseThrow()).toArray(),
        Arrays.stream(values).mapToDouble(v -> Arrays.stream(v).max().orElseThrow()).toArray());
  }
}
