package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.Space;

/**
 * Adds {@code episode} to the info of a step that ends an episode, as Gymnasium's {@code
 * RecordEpisodeStatistics}: its return {@code r}, its length {@code l} in steps and the seconds
 * {@code t} it took; and keeps the last ones.
 *
 * @param <O> what an observation is
 * @param <A> what an action is
 */
public final class RecordEpisodeStatistics<O, A> extends Wrapper<O, A, O, A> {
  private final EpisodeRecord record;
  private long started = System.nanoTime();

  /**
   * Around an environment.
   *
   * @param bufferLength how many ended episodes to keep, 1 or more; Gymnasium keeps 100
   */
  public RecordEpisodeStatistics(Environment<O, A> environment, int bufferLength) {
    super(environment);
    record = new EpisodeRecord(1, bufferLength);
  }

  /** The episodes seen. */
  public EpisodeRecord record() {
    return record;
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
    record.begin(0);
    started = System.nanoTime();
    return reset;
  }

  @Override
  public Step<O> step(A action) {
    Step<O> step = environment().step(action);
    record.step(0, step.reward());
    if (!step.done()) {
      return step;
    }
    record.end(0);
    Map<String, Object> episode = new LinkedHashMap<>();
    episode.put("r", record.runningReturn(0));
    episode.put("l", record.runningLength(0));
    episode.put("t", Math.rint((System.nanoTime() - started) / 1e3) / 1e6);
    Map<String, Object> info = new LinkedHashMap<>(step.info());
    info.put("episode", episode);
    return new Step<>(step.observation(), step.reward(), step.terminated(), step.truncated(), info);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    record.save(out);
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    record.load(in);
    super.loadState(in);
  }
}
