package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.returns.Returns;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Model;

/**
 * What the policy being learned met in its last steps: gathered by {@link #act} and {@link
 * #observe}, a row per step and copy in time-major order, in arrays that are made once.
 */
public final class Rollout {
  private final Actor actor;
  private final Critic allValues;
  private final Critic nextValues;
  private final Observations seen;
  private final Pcg64 sampling;
  private final double gamma;
  private final int copies;
  private final int[] actions;
  private final double[] logProbabilities;
  private final double[] values;
  private final double[] rewards;
  private final boolean[] ended;
  private final double[] lastValues;
  private final double[] advantages;
  private final double[] returns;
  private int rows;

  /**
   * An empty rollout; adds the endpoints that fill it to the model.
   *
   * @param gamma discount of what a truncated episode would still have given
   * @param sampling draws the actions
   */
  public Rollout(
      Model model,
      ActorCritic network,
      Observations observations,
      Discrete actions,
      int copies,
      int nSteps,
      double gamma,
      Pcg64 sampling) {
    int capacity = Math.multiplyExact(nSteps, copies);
    this.actor = new Actor(model, "act", network, observations, actions, copies);
    this.allValues = new Critic(model, "value", network, observations, capacity);
    this.nextValues = new Critic(model, "nextValue", network, observations, copies);
    this.seen = observations;
    this.sampling = sampling;
    this.gamma = gamma;
    this.copies = copies;
    this.actions = new int[capacity];
    this.logProbabilities = new double[capacity];
    this.values = new double[capacity];
    this.rewards = new double[capacity];
    this.ended = new boolean[capacity];
    this.lastValues = new double[copies];
    this.advantages = new double[capacity];
    this.returns = new double[capacity];
  }

  /** Draws an action for every copy and notes what was seen. */
  public void act(Batch now, Batch chosen) {
    actor.look(now);
    observations().put(rows, actor.seen(), 0, copies);
    for (int copy = 0; copy < copies; copy++) {
      int row = rows + copy;
      int action = actor.sample(copy, sampling.random());
      actions[row] = action;
      logProbabilities[row] = actor.logProbability(copy, action);
      actor.choose(chosen, copy, action);
    }
  }

  /**
   * Notes the answer. A truncated episode's last reward gets the discounted value of its final
   * observation added, as in Stable-Baselines3's {@code OnPolicyAlgorithm.collect_rollouts}.
   */
  public void observe(VectorEnvironment env) {
    boolean cutShort = false;
    for (int copy = 0; copy < copies; copy++) {
      rewards[rows + copy] = env.rewards()[copy];
      ended[rows + copy] = env.terminated()[copy] || env.truncated()[copy];
      cutShort |= truncatedOnly(env, copy);
    }
    if (cutShort) {
      judgeNext(env.finalObservations());
      for (int copy = 0; copy < copies; copy++) {
        if (truncatedOnly(env, copy)) {
          rewards[rows + copy] += gamma * nextValues.value(copy);
        }
      }
    }
    rows += copies;
    if (full()) {
      judgeNext(env.observations());
      for (int copy = 0; copy < copies; copy++) {
        lastValues[copy] = nextValues.value(copy);
      }
    }
  }

  private void judgeNext(Batch batch) {
    seen.write(batch, nextValues.observations());
    nextValues.judge();
  }

  /** The rows' observations lie where their values are computed from. */
  private ObservationRows observations() {
    return allValues.observations();
  }

  private static boolean truncatedOnly(VectorEnvironment env, int copy) {
    return env.truncated()[copy] && !env.terminated()[copy];
  }

  /** Whether all steps are there. */
  public boolean full() {
    return rows == actions.length;
  }

  /** Number of rows when full: steps times copies. */
  public int size() {
    return actions.length;
  }

  /**
   * Computes values, advantages and returns, {@code advantage + value}, of the full rollout. The
   * network has not changed since the first row, so all values are computed in one run.
   */
  public void estimate(double gaeLambda) {
    allValues.judge();
    for (int row = 0; row < values.length; row++) {
      values[row] = allValues.value(row);
    }
    Returns.advantages(rewards, values, ended, lastValues, gamma, gaeLambda, advantages);
    for (int i = 0; i < returns.length; i++) {
      returns[i] = advantages[i] + values[i];
    }
  }

  /** Makes room for the next. */
  public void clear() {
    rows = 0;
  }

  /** Share of the returns' variance that the values had explained. */
  public double explainedVariance() {
    return Returns.explainedVariance(values, returns);
  }

  void observation(int row, ObservationRows target, int targetRow) {
    target.put(targetRow, observations(), row, 1);
  }

  int action(int row) {
    return actions[row];
  }

  double logProbability(int row) {
    return logProbabilities[row];
  }

  double advantage(int row) {
    return advantages[row];
  }

  double returnAt(int row) {
    return returns[row];
  }

  /** Writes generator and rows. */
  public void save(DataOutput out) throws IOException {
    sampling.save(out);
    out.writeInt(rows);
    observations().save(out, rows);
    for (int i = 0; i < rows; i++) {
      out.writeInt(actions[i]);
      out.writeDouble(logProbabilities[i]);
      out.writeDouble(rewards[i]);
      out.writeBoolean(ended[i]);
    }
  }

  /** Reads what {@link #save} wrote. */
  public void load(DataInput in) throws IOException {
    sampling.set(Pcg64.load(in));
    int saved = in.readInt();
    if (saved < 0 || saved >= actions.length || saved % copies != 0) {
      throw new IOException("a rollout of " + actions.length + " rows cannot go on at " + saved);
    }
    rows = saved;
    observations().load(in, rows);
    for (int i = 0; i < rows; i++) {
      actions[i] = in.readInt();
      logProbabilities[i] = in.readDouble();
      rewards[i] = in.readDouble();
      ended[i] = in.readBoolean();
    }
  }
}
