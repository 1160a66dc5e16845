package palestra.agents.callbacks;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import palestra.agents.Callback;
import palestra.agents.Trainer;

/**
 * Several callbacks as one, called in their order. One that stops the training belongs before those
 * that do something at its end.
 *
 * @param all of them
 */
public record Callbacks(List<Callback> all) implements Callback {
  public Callbacks {
    all = List.copyOf(all);
  }

  @Override
  public void start(Trainer trainer) throws IOException {
    for (Callback callback : all) {
      callback.start(trainer);
    }
  }

  @Override
  public void step(Trainer trainer) throws IOException {
    for (Callback callback : all) {
      callback.step(trainer);
    }
  }

  @Override
  public void end(Trainer trainer) throws IOException {
    for (Callback callback : all) {
      callback.end(trainer);
    }
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    for (Callback callback : all) {
      callback.saveState(out);
    }
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    for (Callback callback : all) {
      callback.loadState(in);
    }
  }
}
