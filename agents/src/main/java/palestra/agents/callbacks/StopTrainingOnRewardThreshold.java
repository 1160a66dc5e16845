package palestra.agents.callbacks;

import palestra.agents.Evaluation;
import palestra.agents.Trainer;

/**
 * Stops when an evaluation's mean return reaches a threshold.
 *
 * @param meanReturn the threshold
 */
public record StopTrainingOnRewardThreshold(double meanReturn) implements EvalCallback.Listener {
  public StopTrainingOnRewardThreshold {
    if (!Double.isFinite(meanReturn)) {
      throw new IllegalArgumentException("a reward threshold must be finite, not " + meanReturn);
    }
  }

  @Override
  public void evaluated(Trainer trainer, Evaluation evaluation, boolean best) {
    if (evaluation.mean() >= meanReturn) {
      trainer.stop("the evaluation's mean return " + evaluation.mean() + " reached " + meanReturn);
    }
  }
}
