package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.spaces.DType;

/**
 * Makes one transition of {@code n} steps (Watkins 1989; Hessel et al. 2018): {@code R = r_t +
 * gamma r_{t+1} + ... + gamma^{n-1} r_{t+n-1}}, then what is seen at {@code t + n}, discounted by
 * {@code gamma^n}. Where an episode ends earlier, whether it terminated or was cut short, so do the
 * transitions that are under way, after the steps they have: none reaches into the next episode.
 *
 * <pre>{@code
 * for (int left = steps.push(copy, seen, actions, reward, ended); left > 0; left--) {
 *   steps.pop(copy);
 *   buffer.add(steps.seen(), steps.row(), steps.actions(), now, copy, steps.reward(), steps.discount());
 * }
 * }</pre>
 */
public final class MultiStep {
  private final int n;
  private final double gamma;
  private final int actionSize;
  // Copy c has the rows from c n on; its oldest step lies at firsts[c] of them, in a ring.
  private final ObservationRows seen;
  private final float[] actions;
  private final double[] rewards;
  private final int[] firsts;
  private final int[] lengths;
  private int row;
  private double reward;
  private double discount;

  /**
   * Nothing under way.
   *
   * @param n steps of a transition, 1 or more
   * @param gamma discount of one step
   * @param copies environment copies, each with episodes of its own
   * @param dtype of the observations
   * @param observationSize numbers of one
   * @param actionSize numbers of one action
   */
  public MultiStep(
      int n, double gamma, int copies, DType dtype, int observationSize, int actionSize) {
    this.n = n;
    this.gamma = gamma;
    this.actionSize = actionSize;
    int rows = Math.multiplyExact(n, copies);
    this.seen = ObservationRows.allocate(dtype, observationSize, rows);
    this.actions = new float[Math.multiplyExact(rows, actionSize)];
    this.rewards = new double[rows];
    this.firsts = new int[copies];
    this.lengths = new int[copies];
  }

  /**
   * Takes in one step of one copy.
   *
   * @param from holds in row {@code copy} what was seen before the step
   * @param taken holds in row {@code copy} the action
   * @param ended whether the step was its episode's last
   * @return how many transitions are to be {@linkplain #pop popped} now
   */
  public int push(int copy, ObservationRows from, float[] taken, double stepReward, boolean ended) {
    int at = copy * n + (firsts[copy] + lengths[copy]) % n;
    seen.put(at, from, copy, 1);
    System.arraycopy(taken, copy * actionSize, actions, at * actionSize, actionSize);
    rewards[at] = stepReward;
    lengths[copy]++;
    if (ended) {
      return lengths[copy];
    }
    return lengths[copy] == n ? 1 : 0;
  }

  /** Takes out the oldest transition of a copy; what it is, is told until the next one is. */
  public void pop(int copy) {
    row = copy * n + firsts[copy];
    reward = 0;
    discount = 1;
    for (int k = 0; k < lengths[copy]; k++) {
      reward += discount * rewards[copy * n + (firsts[copy] + k) % n];
      discount *= gamma;
    }
    firsts[copy] = (firsts[copy] + 1) % n;
    lengths[copy]--;
  }

  /** Holds what the transition starts from. */
  public ObservationRows seen() {
    return seen;
  }

  /** Holds the transition's first action. */
  public float[] actions() {
    return actions;
  }

  /** The row of {@link #seen} and {@link #actions} that is the transition's. */
  public int row() {
    return row;
  }

  /** The discounted rewards of its steps. */
  public double reward() {
    return reward;
  }

  /** {@code gamma} to the power of its steps: of what follows, unless the episode terminated. */
  public double discount() {
    return discount;
  }

  /** Writes what is under way. */
  public void save(DataOutput out) throws IOException {
    seen.save(out, seen.count());
    for (float action : actions) {
      out.writeFloat(action);
    }
    for (double r : rewards) {
      out.writeDouble(r);
    }
    for (int copy = 0; copy < firsts.length; copy++) {
      out.writeInt(firsts[copy]);
      out.writeInt(lengths[copy]);
    }
  }

  /** Goes back to what {@link #save} wrote. */
  public void load(DataInput in) throws IOException {
    seen.load(in, seen.count());
    for (int i = 0; i < actions.length; i++) {
      actions[i] = in.readFloat();
    }
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] = in.readDouble();
    }
    for (int copy = 0; copy < firsts.length; copy++) {
      firsts[copy] = in.readInt();
      lengths[copy] = in.readInt();
    }
  }
}
