package palestra.agents;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.vector.VectorEnvironment;

/**
 * Returns and lengths of the episodes that ended while training: the running sums of the present
 * episodes, a row per copy, and the last {@value #WINDOW} finished ones.
 */
public final class EpisodeStatistics {
  /** How many finished episodes the means are over, as in Stable-Baselines3. */
  public static final int WINDOW = 100;

  private final double[] runningReturns;
  private final long[] runningLengths;
  private final double[] returns = new double[WINDOW];
  private final long[] lengths = new long[WINDOW];
  private long episodes;

  /** Statistics of {@code copies} environments, nothing seen yet. */
  public EpisodeStatistics(int copies) {
    runningReturns = new double[copies];
    runningLengths = new long[copies];
  }

  /**
   * Takes in what the copies did in a step.
   *
   * @return how many of them moved
   */
  int step(VectorEnvironment env) {
    int moved = 0;
    for (int copy = 0; copy < runningReturns.length; copy++) {
      if (env.moved(copy)) {
        moved++;
        add(copy, env.taskRewards()[copy], env.terminated()[copy] || env.truncated()[copy]);
      }
    }
    return moved;
  }

  /** Takes in one step of every copy. */
  void step(double[] rewards, boolean[] terminated, boolean[] truncated) {
    for (int copy = 0; copy < runningReturns.length; copy++) {
      add(copy, rewards[copy], terminated[copy] || truncated[copy]);
    }
  }

  private void add(int copy, double reward, boolean ended) {
    runningReturns[copy] += reward;
    runningLengths[copy]++;
    if (ended) {
      int slot = (int) (episodes++ % WINDOW);
      returns[slot] = runningReturns[copy];
      lengths[slot] = runningLengths[copy];
      runningReturns[copy] = 0;
      runningLengths[copy] = 0;
    }
  }

  /** How many episodes have ended. */
  public long episodes() {
    return episodes;
  }

  /** Mean return of the last {@value #WINDOW} episodes; NaN before the first end. */
  public double meanReturn() {
    return Arrays.stream(returns, 0, kept()).average().orElse(Double.NaN);
  }

  /** Mean length of the last {@value #WINDOW} episodes, in steps; NaN before the first end. */
  public double meanLength() {
    return Arrays.stream(lengths, 0, kept()).average().orElse(Double.NaN);
  }

  private int kept() {
    return (int) Math.min(episodes, WINDOW);
  }

  void saveState(DataOutput out) throws IOException {
    out.writeLong(episodes);
    for (int i = 0; i < WINDOW; i++) {
      out.writeDouble(returns[i]);
      out.writeLong(lengths[i]);
    }
    for (int i = 0; i < runningReturns.length; i++) {
      out.writeDouble(runningReturns[i]);
      out.writeLong(runningLengths[i]);
    }
  }

  void loadState(DataInput in) throws IOException {
    episodes = in.readLong();
    for (int i = 0; i < WINDOW; i++) {
      returns[i] = in.readDouble();
      lengths[i] = in.readLong();
    }
    for (int i = 0; i < runningReturns.length; i++) {
      runningReturns[i] = in.readDouble();
      runningLengths[i] = in.readLong();
    }
  }
}
