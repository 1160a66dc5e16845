package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Optional;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.returns.Returns;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Model;

/**
 * What the policy being learned met in its last steps: gathered by {@link #act} and {@link
 * #observe}, a row per step and copy in time-major order, in arrays that are made once.
 *
 * <p>Where the network has a memory, the rollout is cut into sequences of {@code sequenceLength}
 * steps of a copy, and what was remembered before each one's first step is kept: gradients flow
 * back as far as that. Without a memory each row is a sequence of its own.
 */
public final class Rollout {
  private final ActorCritic network;
  private final Actor actor;
  private final Critic allValues;
  private final Critic nextValues;
  private final Pcg64 sampling;
  private final double gamma;
  private final int copies;
  private final Sequences cut;
  private final int sdeSampleFreq;
  private final float[] actions;
  private final byte[] masks;
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
   * @param sequenceLength steps of a sequence; divides {@code nSteps}
   * @param gamma discount of what a truncated episode would still have given
   * @param sampling draws the actions
   */
  public Rollout(
      Model model,
      ActorCritic network,
      int copies,
      int nSteps,
      int sequenceLength,
      double gamma,
      Pcg64 sampling) {
    int capacity = Math.multiplyExact(nSteps, copies);
    this.network = network;
    this.actor = new Actor(model, "act", network, copies, true);
    this.cut = new Sequences(copies, nSteps, sequenceLength);
    this.allValues = new Critic(model, "value", network, cut.count(), sequenceLength);
    this.nextValues = new Critic(model, "nextValue", network, copies, 1);
    this.sampling = sampling;
    this.gamma = gamma;
    this.copies = copies;
    this.sdeSampleFreq =
        network.actions() instanceof Continuous box ? box.noise().sdeSampleFreq() : -1;
    this.actions = new float[capacity * network.actions().size()];
    this.masks = new byte[network.masked() ? capacity * network.actions().maskSize() : 0];
    this.logProbabilities = new double[capacity];
    this.values = new double[capacity];
    this.rewards = new double[capacity];
    this.ended = new boolean[capacity];
    this.lastValues = new double[copies];
    this.advantages = new double[capacity];
    this.returns = new double[capacity];
  }

  /** Draws an action for every copy and notes what was seen. */
  public void act(Batch now, Optional<Batch> allowed, Batch chosen) {
    int step = rows / copies;
    boolean again = sdeSampleFreq > 0 && step % sdeSampleFreq == 0;
    if (step == 0 || again) {
      actor.drawNoise(sampling);
    }
    noteMemory();
    actor.look(now, allowed);
    observations().put(cut.place(rows), actor.input().observations(), 0, copies);
    FloatBuffer seenMasks = actor.input().allowed();
    if (seenMasks != null) {
      int from = rows * network.actions().maskSize();
      for (int i = 0; i < seenMasks.capacity(); i++) {
        masks[from + i] = (byte) seenMasks.get(i);
      }
    }
    int size = network.actions().size();
    for (int copy = 0; copy < copies; copy++) {
      int row = rows + copy;
      actor.sample(copy, sampling, actions, row * size);
      logProbabilities[row] = actor.logProbability(copy, actions, row * size);
      network.actions().write(actions, row * size, chosen, copy);
    }
  }

  /** Where episodes start, and what is remembered where sequences start. */
  private void noteMemory() {
    NetworkInput all = allValues.input();
    NetworkInput now = actor.input();
    if (all.states() != null) {
      all.startsOfEpisodes().put(cut.place(rows), now.startsOfEpisodes(), 0, copies);
      if (cut.start(rows)) {
        int first = cut.firstSequence(rows) * network.stateSize();
        all.states().put(first, now.states(), 0, now.states().capacity());
      }
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
    for (int copy = 0; copy < copies; copy++) {
      if (ended[rows - copies + copy]) {
        actor.forget(copy);
      }
    }
  }

  /** Values what comes after what is remembered now. */
  private void judgeNext(Batch batch) {
    nextValues.input().remember(actor.input());
    network.observations().write(batch, nextValues.observations());
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
    return rows == rewards.length;
  }

  /** Number of rows when full: steps times copies. */
  public int size() {
    return rewards.length;
  }

  /** Number of sequences when full. */
  public int sequences() {
    return cut.count();
  }

  /**
   * Computes values, advantages and returns, {@code advantage + value}, of the full rollout. The
   * network has not changed since the first row, so all values are computed in one run.
   */
  public void estimate(double gaeLambda) {
    allValues.judge();
    for (int row = 0; row < values.length; row++) {
      values[row] = allValues.value(cut.place(row));
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

  /** How the rows are cut into sequences. */
  Sequences cut() {
    return cut;
  }

  /** Copies what the network saw of a row. */
  void seen(int row, NetworkInput target, int targetRow) {
    target.observations().put(targetRow, observations(), cut.place(row), 1);
    if (masks.length > 0) {
      int size = network.actions().maskSize();
      for (int i = 0; i < size; i++) {
        target.allowed().put(targetRow * size + i, masks[row * size + i]);
      }
    }
    if (target.startsOfEpisodes() != null) {
      float start = allValues.input().startsOfEpisodes().get(cut.place(row));
      target.startsOfEpisodes().put(targetRow, start);
    }
  }

  /** Copies what was remembered before a sequence's first step. */
  void remembered(int sequence, NetworkInput target, int targetSequence) {
    if (target.states() != null) {
      int size = network.stateSize();
      FloatBuffer from = allValues.input().states();
      target.states().put(targetSequence * size, from, sequence * size, size);
    }
  }

  /** All actions, one after the other. */
  float[] actions() {
    return actions;
  }

  double logProbability(int row) {
    return logProbabilities[row];
  }

  double value(int row) {
    return values[row];
  }

  double advantage(int row) {
    return advantages[row];
  }

  double returnAt(int row) {
    return returns[row];
  }

  /** Writes generator, rows and what is remembered. */
  public void save(DataOutput out) throws IOException {
    sampling.save(out);
    actor.save(out);
    out.writeInt(rows);
    int size = network.actions().size();
    int maskSize = masks.length / rewards.length;
    for (int first = 0; first < rows; first += copies) {
      observations().save(out, cut.place(first), copies);
      saveMemory(out, first);
      for (int row = first; row < first + copies; row++) {
        for (int i = 0; i < size; i++) {
          out.writeFloat(actions[row * size + i]);
        }
        out.write(masks, row * maskSize, maskSize);
        out.writeDouble(logProbabilities[row]);
        out.writeDouble(rewards[row]);
        out.writeBoolean(ended[row]);
      }
    }
  }

  /** Reads what {@link #save} wrote. */
  public void load(DataInput in) throws IOException {
    sampling.set(Pcg64.load(in));
    actor.load(in);
    int saved = in.readInt();
    if (saved < 0 || saved >= size() || saved % copies != 0) {
      throw new IOException("a rollout of " + size() + " rows cannot go on at " + saved);
    }
    rows = saved;
    int size = network.actions().size();
    int maskSize = masks.length / rewards.length;
    for (int first = 0; first < rows; first += copies) {
      observations().load(in, cut.place(first), copies);
      loadMemory(in, first);
      for (int row = first; row < first + copies; row++) {
        for (int i = 0; i < size; i++) {
          actions[row * size + i] = in.readFloat();
        }
        in.readFully(masks, row * maskSize, maskSize);
        logProbabilities[row] = in.readDouble();
        rewards[row] = in.readDouble();
        ended[row] = in.readBoolean();
      }
    }
  }

  private void saveMemory(DataOutput out, int row) throws IOException {
    NetworkInput all = allValues.input();
    if (all.states() != null) {
      Floats.save(out, all.startsOfEpisodes(), cut.place(row), copies);
      if (cut.start(row)) {
        int size = network.stateSize();
        Floats.save(out, all.states(), cut.firstSequence(row) * size, copies * size);
      }
    }
  }

  private void loadMemory(DataInput in, int row) throws IOException {
    NetworkInput all = allValues.input();
    if (all.states() != null) {
      Floats.load(in, all.startsOfEpisodes(), cut.place(row), copies);
      if (cut.start(row)) {
        int size = network.stateSize();
        Floats.load(in, all.states(), cut.firstSequence(row) * size, copies * size);
      }
    }
  }
}
