package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.renderer.pictures.HeatMapPicture;

/**
 * Evaluations of one run over a grid of its environment's arguments.
 *
 * @param run the run directory
 * @param env the environment's id
 * @param agent the agent's id
 * @param seed of every cell's episodes
 * @param episodes in every cell
 * @param envArgs the arguments that are the same in all cells, those of the training where they are
 *     not given
 * @param axes one or more
 * @param cells the last axis changes fastest
 */
public record EvalGrid(
    String run,
    String env,
    String agent,
    long seed,
    int episodes,
    Map<String, String> envArgs,
    List<Axis> axes,
    List<Cell> cells) {

  /**
   * One axis.
   *
   * @param trainedLow the lowest value trained with
   * @param trainedHigh the highest value trained with
   */
  public record Axis(String name, List<Double> values, double trainedLow, double trainedHigh) {}

  /**
   * One cell.
   *
   * @param at its value on each axis
   */
  public record Cell(
      Map<String, Double> at,
      double mean,
      double std,
      double min,
      double max,
      double meanLength,
      List<Double> returns,
      List<Integer> lengths) {}

  /** All returns, cell after cell. */
  public List<Double> returns() {
    return cells.stream().flatMap(cell -> cell.returns().stream()).toList();
  }

  /** All lengths, cell after cell. */
  public List<Integer> lengths() {
    return cells.stream().flatMap(cell -> cell.lengths().stream()).toList();
  }

  /** Every combination of the axes' values, as arguments; the last axis changes fastest. */
  static List<Map<String, String>> combinations(List<GridAxis> axes) {
    List<Map<String, String>> all = new ArrayList<>();
    all.add(Map.of());
    for (GridAxis axis : axes) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : all) {
        for (int i = 0; i < axis.values().size(); i++) {
          Map<String, String> next = new LinkedHashMap<>(combination);
          next.put(axis.name(), axis.text(i));
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }

  /**
   * Draws a heat map of the mean returns.
   *
   * @throws IllegalArgumentException if there are more than two axes
   * @throws RunFailure if the file cannot be written
   */
  public void write(Path out) {
    if (axes.size() > 2) {
      throw new IllegalArgumentException(
          "a heat map has one or two --grid, but there are " + axes.size());
    }
    int columns = axes.get(0).values().size();
    int rows = cells.size() / columns;
    double[][] values = new double[rows][columns];
    for (int i = 0; i < cells.size(); i++) {
      values[i % rows][i / rows] = cells.get(i).mean();
    }
    HeatMapPicture picture =
        new HeatMapPicture(
            agent + " on " + env,
            String.format(
                Locale.ROOT,
                "mean return of %d episodes in each cell, best checkpoint of %s",
                episodes,
                run),
            "mean return",
            side(axes.get(0)),
            axes.size() == 1 ? HeatMapPicture.Side.NONE : side(axes.get(1)),
            values);
    try {
      Files.createDirectories(out.toAbsolutePath().getParent());
      picture.write(out);
    } catch (IOException e) {
      throw new RunFailure("cannot write " + out + ": " + RunDirectory.reason(e), e);
    }
  }

  private static HeatMapPicture.Side side(Axis axis) {
    double[] values = axis.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new HeatMapPicture.Side(axis.name(), values, axis.trainedLow(), axis.trainedHigh());
  }
}
