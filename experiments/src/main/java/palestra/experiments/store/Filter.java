package palestra.experiments.store;

import java.util.Optional;

/**
 * Which runs to read; an empty component lets every run through.
 *
 * @param task an environment's or data set's id
 * @param learner an agent's or model's id
 * @param status how far the run has come
 */
public record Filter(Optional<String> task, Optional<String> learner, Optional<RunStatus> status) {

  /** Every run. */
  public static Filter all() {
    return new Filter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Of these, only the runs of one environment or data set. */
  public Filter withTask(String id) {
    return new Filter(Optional.of(id), learner, status);
  }

  /** Of these, only the runs of one agent or model. */
  public Filter withLearner(String id) {
    return new Filter(task, Optional.of(id), status);
  }

  /** Of these, only the runs with one status. */
  public Filter withStatus(RunStatus only) {
    return new Filter(task, learner, Optional.of(only));
  }
}
