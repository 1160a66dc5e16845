package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Returns and lengths of the present episodes, a row per copy, and of the last that ended. */
public final class EpisodeRecord {
  private final double[] runningReturns;
  private final long[] runningLengths;
  private final double[] returns;
  private final long[] lengths;
  private long episodes;

  EpisodeRecord(int copies, int bufferLength) {
    Needs.atLeast("the number of episodes kept", bufferLength, 1);
    runningReturns = new double[copies];
    runningLengths = new long[copies];
    returns = new double[bufferLength];
    lengths = new long[bufferLength];
  }

  void begin(int copy) {
    runningReturns[copy] = 0;
    runningLengths[copy] = 0;
  }

  void step(int copy, double reward) {
    runningReturns[copy] += reward;
    runningLengths[copy]++;
  }

  void end(int copy) {
    int slot = (int) (episodes++ % returns.length);
    returns[slot] = runningReturns[copy];
    lengths[slot] = runningLengths[copy];
  }

  /** Return so far of a copy's present episode. */
  public double runningReturn(int copy) {
    return runningReturns[copy];
  }

  /** Steps so far of a copy's present episode. */
  public long runningLength(int copy) {
    return runningLengths[copy];
  }

  /** How many episodes have ended. */
  public long episodes() {
    return episodes;
  }

  /** Returns of the last episodes that ended, oldest first. */
  public double[] returns() {
    double[] kept = new double[kept()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = returns[slot(i)];
    }
    return kept;
  }

  /** Lengths of the last episodes that ended, oldest first. */
  public long[] lengths() {
    long[] kept = new long[kept()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = lengths[slot(i)];
    }
    return kept;
  }

  private int kept() {
    return (int) Math.min(episodes, returns.length);
  }

  private int slot(int i) {
    return (int) ((episodes - kept() + i) % returns.length);
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(episodes);
    for (int i = 0; i < returns.length; i++) {
      out.writeDouble(returns[i]);
      out.writeLong(lengths[i]);
    }
    for (int i = 0; i < runningReturns.length; i++) {
      out.writeDouble(runningReturns[i]);
      out.writeLong(runningLengths[i]);
    }
  }

  void load(DataInput in) throws IOException {
    episodes = in.readLong();
    for (int i = 0; i < returns.length; i++) {
      returns[i] = in.readDouble();
      lengths[i] = in.readLong();
    }
    for (int i = 0; i < runningReturns.length; i++) {
      runningReturns[i] = in.readDouble();
      runningLengths[i] = in.readLong();
    }
  }
}
