package palestra.experiments.runs;

import java.util.Map;
import palestra.agents.Evaluation;

/** Hears how a run goes, to show it. Runs in worker threads call it; each run has its own. */
public interface RunListener extends AutoCloseable {
  /** Hears nothing. */
  RunListener SILENT = new RunListener() {};

  /** The run begins, or goes on from {@code steps}. */
  default void started(RunDirectory run, RunInfo info, long steps, long totalSteps) {}

  /** Called every few steps. */
  default void progressed(long steps, double meanReturn) {}

  /** A row of metrics was logged. */
  default void logged(long steps, Map<String, Double> row) {}

  /** The policy was evaluated; {@code best} if no evaluation before was better. */
  default void evaluated(long steps, Evaluation evaluation, boolean best) {}

  /** Something to tell the user, in one line. */
  default void note(String line) {}

  @Override
  default void close() {}
}
