package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** {@link TransformReward} around many copies. A copy that was just reset has the reward 0. */
public final class VectorTransformReward extends VectorWrapper {
  private final DoubleUnaryOperator function;
  private final double[] rewards;

  /** Around copies. */
  public VectorTransformReward(VectorEnvironment inner, DoubleUnaryOperator function) {
    super(inner);
    this.function = function;
    rewards = new double[inner.count()];
  }

  @Override
  public void reset(long seed) {
    inner().reset(seed);
    Arrays.fill(rewards, 0);
  }

  @Override
  public void reset(boolean[] copies) {
    inner().reset(copies);
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] = copies[i] ? 0 : rewards[i];
    }
  }

  @Override
  public void step(Batch actions) {
    stepInner(actions);
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] = restarted(i) ? 0 : function.applyAsDouble(inner().rewards()[i]);
    }
  }

  @Override
  public double[] rewards() {
    return rewards;
  }

  @Override
  public void saveState(java.io.DataOutput out) throws IOException {
    for (double reward : rewards) {
      out.writeDouble(reward);
    }
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] = in.readDouble();
    }
    super.loadState(in);
  }
}
