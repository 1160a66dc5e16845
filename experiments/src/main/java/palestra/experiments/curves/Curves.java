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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import palestra.experiments.config.Nearest;
import palestra.experiments.config.Settings;
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

  /** Settings that a curve's name tells at most. */
  private static final int NAMED = 3;

  /** Settings that say how often a run is looked at, which the planned steps move along. */
  private static final Pattern INTERVAL = Pattern.compile("Every(Env|Generator)Steps$");

  /** One curve's runs: they differ in nothing but their seed. */
  private record Line(
      String learner, String config, Map<String, Object> settings, List<MetricsTable> tables) {}

  /** By task. */
  private final Map<String, List<Line>> lines = new LinkedHashMap<>();

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
    List<Line> known = lines.computeIfAbsent(info.task(), task -> new ArrayList<>());
    for (Line line : known) {
      if (line.learner.equals(info.learner())
          && line.config.equals(info.configName())
          && line.settings.equals(info.settings())) {
        line.tables.add(MetricsTable.read(directory.metrics()));
        return;
      }
    }
    List<MetricsTable> tables = new ArrayList<>(List.of(MetricsTable.read(directory.metrics())));
    known.add(new Line(info.learner(), info.configName(), info.settings(), tables));
  }

  /** The seeds of all runs, ascending. */
  public List<Long> seeds() {
    return List.copyOf(seeds);
  }

  /** Figures that can be drawn, in the order in which they were logged. */
  public List<String> figures() {
    return figures(lines.values().stream().flatMap(List::stream).toList());
  }

  private static List<String> figures(List<Line> lines) {
    Set<String> names = new LinkedHashSet<>();
    lines.forEach(line -> line.tables.forEach(table -> names.addAll(table.figures())));
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
    lines.forEach(
        (task, ofTask) -> {
          for (String figure : figures.isEmpty() ? telling(ofTask) : figures) {
            List<Curve> curves = curves(ofTask, figure);
            if (!curves.isEmpty()) {
              String steps = ofTask.get(0).tables.get(0).steps();
              panels.add(new Panel(task + ": " + figure, steps, curves));
            }
          }
        });
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("these runs have not been evaluated yet");
    }
    return new CurvesPicture(String.join(", ", lines.keySet()), caption(), panels);
  }

  private String caption() {
    String listed = String.join(", ", seeds.stream().map(String::valueOf).toList());
    return seeds.size() == 1
        ? "seed " + listed
        : seeds.size() + " seeds: " + listed + "; mean, and from the lowest to the highest";
  }

  private static List<String> telling(List<Line> lines) {
    List<String> all = figures(lines);
    return all.contains(RETURN)
        ? List.of(RETURN)
        : all.stream().filter(name -> name.startsWith(EVALUATED)).limit(FIGURES).toList();
  }

  private List<Curve> curves(List<Line> ofTask, String figure) {
    List<Curve> curves = new ArrayList<>();
    for (Line line : ofTask) {
      Curve curve = curve(name(line, ofTask), figure, line.tables);
      if (curve.x().length > 0) {
        curves.add(curve);
      }
    }
    return curves;
  }

  /**
   * The learner alone where all of its runs have configs of one name. Configs of the same name that
   * are not the same say in what they differ, or are counted where that is too much.
   */
  private String name(Line line, List<Line> ofTask) {
    boolean alone =
        lines.values().stream()
            .flatMap(List::stream)
            .filter(other -> other.learner.equals(line.learner))
            .allMatch(other -> other.config.equals(line.config));
    String name = alone ? line.learner : line.learner + " " + line.config;
    List<Line> namesakes =
        ofTask.stream()
            .filter(other -> other.learner.equals(line.learner))
            .filter(other -> other.config.equals(line.config))
            .toList();
    if (namesakes.size() == 1) {
      return name;
    }
    List<String> keys = differing(namesakes);
    return keys.size() > NAMED
        ? name + " " + (namesakes.indexOf(line) + 1)
        : keys.stream()
            .map(key -> key + "=" + line.settings.get(key))
            .collect(Collectors.joining(" ", name + " ", ""));
  }

  /** The settings in which lines differ; intervals of logging only where there is nothing else. */
  private static List<String> differing(List<Line> lines) {
    List<String> keys = Settings.differing(lines.stream().map(Line::settings).toList());
    List<String> learned = keys.stream().filter(key -> !INTERVAL.matcher(key).find()).toList();
    return learned.isEmpty() ? keys : learned;
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
