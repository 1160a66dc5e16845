package palestra.agents.curiosity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import palestra.agents.AgentContext;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.internal.Observations;
import palestra.agents.internal.Rollout;
import palestra.agents.returns.Returns;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.spaces.DType;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.RunningMeanStd;
import palestra.networks.Model;

/**
 * Random network distillation (Burda et al. 2018): what a policy meets is rewarded for being new,
 * that is, for how badly a network predicts what another one, drawn at random and left alone, makes
 * of it.
 *
 * <p>An agent that learns from rollouts lets it see every step, and after {@link Rollout#estimate}
 * has it add the advantages of what is new. Its networks are a model of their own beside the
 * agent's. Settings: {@link RndConfig}; page: {@code docs/exploration.md}.
 */
public final class Rnd implements AutoCloseable {
  private final RndConfig config;
  private final Observations observations;
  private final Model model;
  private final Novelty novelty;
  private final Pcg64 random;
  private final double gaeLambda;
  private final int copies;
  private final ObservationRows seen;
  private final ObservationRows next;
  private final ObservationRows last;
  private final RunningMeanStd whitening;
  private final RunningMeanStd scaling = new RunningMeanStd(1, false);
  private final double[] discounted;
  private final double[] rewards;
  private final double[] values;
  private final double[] lastValues;
  private final double[] advantages;
  private final double[] filtered;
  private final boolean[] neverEnded;
  private final int[] order;
  private int rows;
  private double meanReward;

  /**
   * Where it is on, built for an agent.
   *
   * @param nSteps steps of each copy in a rollout
   * @param batchSize rows that are learned from at once; divides the rollout's
   * @param gaeLambda how far the advantages look, as the agent's own
   * @throws IllegalArgumentException if its body cannot see the observations; says why
   */
  public static Optional<Rnd> of(
      RndConfig config,
      AgentContext context,
      int nSteps,
      int batchSize,
      double gaeLambda,
      SeedSequence seed) {
    return config.on()
        ? Optional.of(new Rnd(config, context, nSteps, batchSize, gaeLambda, seed))
        : Optional.empty();
  }

  private Rnd(
      RndConfig config,
      AgentContext context,
      int nSteps,
      int batchSize,
      double gaeLambda,
      SeedSequence seed) {
    this.config = config;
    this.observations = Observations.of("rnd", context.observationSpace());
    observations.require("rnd", config.body());
    List<SeedSequence> seeds = seed.spawn(2);
    this.model = new Model(context.device(), seeds.get(0).generateLongState(1)[0]);
    this.random = new Pcg64(seeds.get(1));
    this.gaeLambda = gaeLambda;
    this.copies = context.copies();
    this.novelty = new Novelty(config, observations, model, batchSize, copies);
    int size = Math.multiplyExact(nSteps, copies);
    this.seen = observations.rows(size);
    this.next = observations.rows(size);
    this.last = observations.rows(copies);
    this.whitening = new RunningMeanStd(observations.size(), false);
    this.discounted = new double[copies];
    this.rewards = new double[size];
    this.values = new double[size];
    this.lastValues = new double[copies];
    this.advantages = new double[size];
    this.filtered = new double[size];
    this.neverEnded = new boolean[size];
    this.order = new int[size];
  }

  /** Notes what the agent sees before it acts. */
  public void act(Batch now) {
    observations.write(now, last);
    seen.put(rows, last, 0, copies);
  }

  /** Notes what came of it; of an episode that ended, its final observation. */
  public void observe(VectorEnvironment env) {
    observations.write(env.finalObservations(), last);
    next.put(rows, last, 0, copies);
    observations.write(env.observations(), last);
    for (int copy = 0; copy < copies; copy++) {
      if (!env.terminated()[copy] && !env.truncated()[copy]) {
        next.put(rows + copy, last, copy, 1);
      }
    }
    rows += copies;
  }

  /** Adds the advantages of what was new to a full rollout's, which were just estimated. */
  public void reward(Rollout rollout) {
    updateWhitening();
    novelty.whitenBy(whitening);
    novelty.judge(seen, next, rewards, values);
    novelty.judgeLast(last, lastValues);
    scaleRewards();
    // Episodes' ends are none for what is new: it may be found in any episode (section 2.3).
    Returns.advantages(
        rewards, values, neverEnded, lastValues, config.gamma(), gaeLambda, advantages);
    rollout.addAdvantages(advantages, config.coef());
  }

  private void updateWhitening() {
    int size = observations.size();
    for (int i = 0; i < size; i++) {
      double mean = 0;
      for (int row = 0; row < rewards.length; row++) {
        mean += number(row * size + i) / rewards.length;
      }
      double variance = 0;
      for (int row = 0; row < rewards.length; row++) {
        double off = number(row * size + i) - mean;
        variance += off * off / rewards.length;
      }
      whitening.update(i, mean, variance, rewards.length);
    }
    whitening.counted(rewards.length);
  }

  private double number(int place) {
    return next.dtype() == DType.UINT8 ? next.bytes().get(place) & 0xff : next.floats().get(place);
  }

  /** Divides by the running deviation of the discounted rewards so far (section 2.4). */
  private void scaleRewards() {
    double mean = 0;
    for (int row = 0; row < rewards.length; row++) {
      int copy = row % copies;
      discounted[copy] = config.gamma() * discounted[copy] + rewards[row];
      filtered[row] = discounted[copy];
      mean += filtered[row] / rewards.length;
    }
    double variance = 0;
    for (double one : filtered) {
      variance += (one - mean) * (one - mean) / rewards.length;
    }
    scaling.update(0, mean, variance, rewards.length);
    scaling.counted(rewards.length);
    double scale = 1 / Math.sqrt(scaling.variance(0) + 1e-8);
    meanReward = 0;
    for (int row = 0; row < rewards.length; row++) {
      rewards[row] *= scale;
      meanReward += rewards[row] / rewards.length;
    }
  }

  /** Learns from the rollout that was just rewarded, tells how it went, and makes room. */
  public void learn(Map<String, Double> metrics) {
    Arrays.setAll(order, row -> row);
    double losses = 0;
    int steps = 0;
    for (int epoch = 0; epoch < config.nEpochs(); epoch++) {
      random.shuffle(order);
      for (int from = 0; from < order.length; from += novelty.batchSize()) {
        int kept = 0;
        for (int i = 0; i < novelty.batchSize(); i++) {
          int row = order[from + i];
          novelty.fill(i, seen, next, row, advantages[row] + values[row]);
          boolean keep = random.random() < config.updateProportion();
          novelty.weights().put(i, keep ? 1 : 0);
          kept += keep ? 1 : 0;
        }
        for (int i = 0; i < novelty.batchSize() && kept > 0; i++) {
          novelty.weights().put(i, novelty.weights().get(i) / kept);
        }
        losses += novelty.learn();
        steps++;
      }
    }
    rows = 0;
    metrics.put("intrinsicReward", meanReward);
    metrics.put("predictorLoss", losses / steps);
  }

  /** Writes the networks beside the agent's, and everything else into its state. */
  public void save(Path directory, DataOutput out) throws IOException {
    model.save(directory.resolve("rnd"));
    random.save(out);
    whitening.save(out);
    scaling.save(out);
    for (double one : discounted) {
      out.writeDouble(one);
    }
    out.writeInt(rows);
    seen.save(out, rows);
    next.save(out, rows);
  }

  /** Reads what {@link #save} wrote. */
  public void load(Path directory, DataInput in) throws IOException {
    model.load(directory.resolve("rnd"));
    random.set(Pcg64.load(in));
    whitening.load(in);
    scaling.load(in);
    for (int copy = 0; copy < copies; copy++) {
      discounted[copy] = in.readDouble();
    }
    int saved = in.readInt();
    if (saved < 0 || saved >= rewards.length || saved % copies != 0) {
      throw new IOException("a rollout of " + rewards.length + " rows cannot go on at " + saved);
    }
    rows = saved;
    seen.load(in, rows);
    next.load(in, rows);
  }

  @Override
  public void close() {
    model.close();
  }
}
