package palestra.experiments.runs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import palestra.agents.Phases;
import palestra.experiments.tensorboard.EventWriter;

/**
 * Writes a run's rows: {@code metrics.csv}, the same figures as a TensorBoard event file, and
 * {@code timing.csv} with what differs from one machine to the next.
 */
final class RunWriter implements AutoCloseable {
  private final MetricsLog metrics;
  private final MetricsLog timing;
  private final EventWriter events;
  private final String stepColumn;

  private RunWriter(String stepColumn, MetricsLog metrics, MetricsLog timing, EventWriter events) {
    this.stepColumn = stepColumn;
    this.metrics = metrics;
    this.timing = timing;
    this.events = events;
  }

  /** Starts anew. */
  static RunWriter create(RunDirectory run, String stepColumn) throws IOException {
    return resume(run, stepColumn, 0, -1);
  }

  /** Goes on after a checkpoint that knows of so many rows; what came later is dropped. */
  static RunWriter resume(RunDirectory run, String stepColumn, int rows, long steps)
      throws IOException {
    return new RunWriter(
        stepColumn,
        MetricsLog.open(run.metrics(), rows),
        MetricsLog.open(run.timing(), rows),
        EventWriter.resume(run.path(), steps));
  }

  /** Adds a row; its first figure is the step. */
  void row(Map<String, Double> figures, double seconds, Phases phases) throws IOException {
    metrics.append(figures);
    double steps = figures.get(stepColumn);
    Map<String, Double> times = new LinkedHashMap<>();
    times.put(stepColumn, steps);
    times.put("seconds", seconds);
    times.put("stepsPerSecond", seconds > 0 ? steps / seconds : Double.NaN);
    times.put("env", phases.env());
    times.put("act", phases.act());
    times.put("learn", phases.learn());
    times.put("other", phases.other());
    timing.append(times);
    writeEvents(figures);
  }

  private void writeEvents(Map<String, Double> figures) throws IOException {
    long step = figures.get(stepColumn).longValue();
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      if (!figure.getKey().equals(stepColumn) && Double.isFinite(figure.getValue())) {
        events.scalar(figure.getKey(), step, figure.getValue());
      }
    }
  }

  /** Rows so far. */
  int rows() {
    return metrics.size();
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
