package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * {@link NormalizeReward} around many copies, as Gymnasium's vector wrapper of that name: the sums
 * are kept in {@code float32} and start anew after a reset in the same step, and a step that only
 * resets a copy is not counted.
 */
public final class VectorNormalizeReward extends VectorWrapper {
  private final RunningMeanStd statistics;
  private final double gamma;
  private final double epsilon;
  private final boolean frozen;
  private final float[] discounted;
  private final double[] rewards;

  /**
   * Around copies.
   *
   * @param statistics that {@link NormalizeReward#statistics()} made
   * @param gamma the discount, from 0 to 1
   * @param epsilon keeps the division away from zero; above 0
   * @param frozen whether to use the statistics without updating them
   */
  public VectorNormalizeReward(
      VectorEnvironment inner,
      RunningMeanStd statistics,
      double gamma,
      double epsilon,
      boolean frozen) {
    super(inner);
    NormalizeReward.check(gamma, epsilon);
    this.statistics = statistics;
    this.gamma = gamma;
    this.epsilon = epsilon;
    this.frozen = frozen;
    discounted = new float[inner.count()];
    rewards = new double[inner.count()];
  }

  @Override
  public void reset(long seed) {
    inner().reset(seed);
    Arrays.fill(discounted, 0);
    Arrays.fill(rewards, 0);
  }

  @Override
  public void reset(boolean[] copies) {
    inner().reset(copies);
    for (int i = 0; i < rewards.length; i++) {
      if (copies[i]) {
        rewards[i] = 0;
        discounted[i] = 0;
      }
    }
  }

  @Override
  public void step(Batch actions) {
    stepInner(actions);
    double[] given = inner().rewards();
    boolean[] terminated = inner().terminated();
    int counted = 0;
    float sum = 0;
    for (int i = 0; i < rewards.length; i++) {
      if (!restarted(i)) {
        double before = discounted[i] * (float) gamma;
        discounted[i] = (float) (before * (terminated[i] ? 0 : 1) + given[i]);
        sum += discounted[i];
        counted++;
      }
    }
    if (!frozen && counted > 0) {
      count(sum / counted, counted);
    }
    double deviation = Math.sqrt(statistics.variance(0) + epsilon);
    boolean sameStep = autoresetMode() == AutoresetMode.SAME_STEP;
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] = given[i] / deviation;
      if (sameStep && ended(i)) {
        discounted[i] = 0;
      }
    }
  }

  private void count(float mean, int counted) {
    float squares = 0;
    for (int i = 0; i < rewards.length; i++) {
      if (!restarted(i)) {
        squares += (discounted[i] - mean) * (discounted[i] - mean);
      }
    }
    statistics.update(0, mean, squares / counted, counted);
    statistics.counted(counted);
  }

  @Override
  public double[] rewards() {
    return rewards;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    statistics.save(out);
    for (int i = 0; i < rewards.length; i++) {
      out.writeFloat(discounted[i]);
      out.writeDouble(rewards[i]);
    }
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    statistics.load(in);
    for (int i = 0; i < rewards.length; i++) {
      discounted[i] = in.readFloat();
      rewards[i] = in.readDouble();
    }
    super.loadState(in);
  }
}
