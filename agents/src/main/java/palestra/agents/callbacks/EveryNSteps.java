package palestra.agents.callbacks;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.agents.Callback;
import palestra.agents.Trainer;

/**
 * Calls another callback at every multiple of some environment steps, and after the last step. All
 * copies step at once, so that a multiple may be passed by a few steps.
 *
 * @param envSteps over all copies, 1 or more
 * @param callback what is to be done then
 */
public record EveryNSteps(long envSteps, Callback callback) implements Callback {
  public EveryNSteps {
    if (envSteps < 1) {
      throw new IllegalArgumentException("envSteps must be at least 1, but is " + envSteps);
    }
  }

  @Override
  public void start(Trainer trainer) throws IOException {
    callback.start(trainer);
  }

  @Override
  public void step(Trainer trainer) throws IOException {
    if (trainer.finished() || trainer.reached(envSteps)) {
      callback.step(trainer);
    }
  }

  @Override
  public void end(Trainer trainer) throws IOException {
    callback.end(trainer);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    callback.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    callback.loadState(in);
  }
}
