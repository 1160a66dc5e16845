package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.Space;

/**
 * Truncates an episode after a number of steps, also where the last of them terminates it, as
 * Gymnasium's {@code TimeLimit}.
 *
 * @param <O> what an observation is
 * @param <A> what an action is
 */
public final class TimeLimit<O, A> extends Wrapper<O, A, O, A> {
  private final int maxEpisodeSteps;
  private int elapsed;
  private boolean cut;

  /** Limits an environment's episodes to this many steps. */
  public TimeLimit(Environment<O, A> environment, int maxEpisodeSteps) {
    super(environment);
    if (maxEpisodeSteps < 1) {
      throw new IllegalArgumentException("a step limit is 1 or more, but is " + maxEpisodeSteps);
    }
    this.maxEpisodeSteps = maxEpisodeSteps;
  }

  /** Steps after which an episode is truncated. */
  public int maxEpisodeSteps() {
    return maxEpisodeSteps;
  }

  @Override
  public Space<O> observationSpace() {
    return environment().observationSpace();
  }

  @Override
  public Space<A> actionSpace() {
    return environment().actionSpace();
  }

  @Override
  public Reset<O> reset(Start start) {
    Reset<O> reset = environment().reset(start);
    elapsed = 0;
    cut = false;
    return reset;
  }

  @Override
  public Step<O> step(A action) {
    if (cut) {
      throw new IllegalStateException(
          "the episode was truncated after %d steps; call reset first".formatted(elapsed));
    }
    Step<O> step = environment().step(action);
    elapsed++;
    cut = elapsed >= maxEpisodeSteps;
    return cut && !step.truncated()
        ? new Step<>(step.observation(), step.reward(), step.terminated(), true, step.info())
        : step;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(elapsed);
    out.writeBoolean(cut);
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    elapsed = in.readInt();
    cut = in.readBoolean();
    super.loadState(in);
  }
}
