package palestra.renderer.replay;

import java.util.ArrayList;
import java.util.List;
import palestra.renderer.GlCanvas;
import palestra.renderer.Theme;

/** Episodes side by side, each at its environment's own pace, all at the same time of theirs. */
final class ReplayGrid implements AutoCloseable {

  private static final int GAP = 12;
  private static final int MOST_COLUMNS = 4;

  private final List<Stage> stages = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final int columns;
  private final int cellHeight;

  ReplayGrid(List<Showing> showings) {
    if (showings.isEmpty()) {
      throw new IllegalArgumentException("there is no episode to show");
    }
    try {
      for (Showing showing : showings) {
        stages.add(new Stage(showing));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    stages.forEach(stage -> cells.add(new Cell(stage)));
    int count = cells.size();
    columns = count <= 3 ? count : Math.min(MOST_COLUMNS, (int) Math.ceil(Math.sqrt(count)));
    cellHeight = cells.stream().mapToInt(Cell::height).max().orElseThrow();
  }

  /** Width in canvas units. */
  int width() {
    return columns * (Cell.WIDTH + GAP) - GAP;
  }

  /** Height in canvas units. */
  int height() {
    int rows = (cells.size() + columns - 1) / columns;
    return rows * (cellHeight + GAP) - GAP;
  }

  /** Seconds of the tasks' own time until the last of the episodes has ended. */
  double seconds() {
    return stages.stream().mapToDouble(s -> s.length() / s.stepsPerSecond()).max().orElseThrow();
  }

  /** The pace of the quickest, in steps a second of its own time. */
  double stepsPerSecond() {
    return stages.stream().mapToDouble(Stage::stepsPerSecond).max().orElseThrow();
  }

  /** Takes every episode to a time; one that has ended stays at its end. */
  void seek(double seconds) {
    for (Stage stage : stages) {
      // A frame's time is a sum of rounded parts: what is a hair before a step is the step.
      stage.seek((int) Math.floor(seconds * stage.stepsPerSecond() + 1e-6));
    }
  }

  void draw(GlCanvas canvas) {
    canvas.clear(cells.size() == 1 ? Theme.PAPER : Theme.FAINT);
    for (int i = 0; i < cells.size(); i++) {
      float x = i % columns * (Cell.WIDTH + GAP);
      float y = i / columns * (cellHeight + GAP);
      canvas.within(x, y, Cell.WIDTH, cellHeight, Cell.WIDTH, cells.get(i)::draw);
    }
  }

  @Override
  public void close() {
    stages.forEach(Stage::close);
  }
}
