package palestra.agents.callbacks;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.agents.Evaluation;
import palestra.agents.Trainer;

/** Stops after some evaluations in a row none of which was better than the best before them. */
public final class StopTrainingOnNoModelImprovement implements EvalCallback.Listener {
  private final int patience;
  private double bestMean = Double.NEGATIVE_INFINITY;
  private int withoutImprovement;

  /**
   * Nothing seen yet.
   *
   * @param patience evaluations in a row without improvement after which it stops, 1 or more; the
   *     equal of the best is no improvement
   */
  public StopTrainingOnNoModelImprovement(int patience) {
    if (patience < 1) {
      throw new IllegalArgumentException("patience must be at least 1, but is " + patience);
    }
    this.patience = patience;
  }

  @Override
  public void evaluated(Trainer trainer, Evaluation evaluation, boolean best) {
    if (evaluation.mean() > bestMean) {
      bestMean = evaluation.mean();
      withoutImprovement = 0;
    } else if (++withoutImprovement >= patience) {
      trainer.stop(
          withoutImprovement + " evaluations in a row were no better than the best, " + bestMean);
    }
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeDouble(bestMean);
    out.writeInt(withoutImprovement);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    bestMean = in.readDouble();
    withoutImprovement = in.readInt();
  }
}
