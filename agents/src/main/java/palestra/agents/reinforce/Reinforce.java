package palestra.agents.reinforce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.Metrics;
import palestra.agents.Policy;
import palestra.agents.internal.ActorCritic;
import palestra.agents.internal.EpisodeBatch;
import palestra.agents.internal.EpisodeValues;
import palestra.agents.internal.Episodes;
import palestra.agents.internal.ModePolicy;
import palestra.agents.internal.StateFile;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.Distribution;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.GradientSum;
import palestra.networks.optimizers.Minimizer;

/**
 * REINFORCE (Williams 1992, sections 4 and 5), with or without a learned baseline.
 *
 * <p>Plays whole episodes, then makes one step along {@code (G - b) grad log pi(a|s)}, where G is
 * what the episode gave from that step on. The episodes' steps go through the graph in batches of
 * fixed size whose gradients are added up. Settings: {@link ReinforceConfig}; page: {@code
 * docs/reinforce.md}.
 */
public final class Reinforce implements Agent {
  static final String ID = "reinforce";

  /** As in Stable-Baselines3's {@code ActorCriticPolicy}. */
  private static final double ADAM_EPSILON = 1e-5;

  private final ReinforceConfig config;
  private final AgentContext context;
  private final ActorCritic network;
  private final Model model;
  private final Episodes episodes;
  private final Optional<EpisodeValues> values;
  private final EpisodeBatch batch;
  private final GradientSum gradients;
  private final Endpoint gather;
  private final Minimizer minimizer;
  private final Endpoint learn;
  private long envSteps;
  private int policies;

  /**
   * Builds the graph.
   *
   * @throws IllegalArgumentException if it cannot work in the context's spaces; says why
   */
  public Reinforce(ReinforceConfig config, AgentContext context) {
    this.config = config;
    this.context = context;
    this.network = ActorCritic.of(ID, context, config.noise(), config.layers());
    List<SeedSequence> seeds = new SeedSequence(context.seed()).spawn(2);
    this.model = new Model(context.device(), seeds.get(0).generateLongState(1)[0]);
    int length = config.stepsPerSequence();
    int sequences = config.batchSize() / length;
    this.episodes =
        new Episodes(
            model,
            network,
            context.copies(),
            length,
            config.nSteps(),
            config.baseline(),
            new Pcg64(seeds.get(1)));
    this.values =
        config.baseline()
            ? Optional.of(new EpisodeValues(model, network, sequences, length))
            : Optional.empty();
    this.batch = new EpisodeBatch(model, network, sequences, length);

    ActorCritic.Outputs now = network.apply(model.scope().forTraining(), batch.input());
    Operand<TFloat32> policyLoss = policyLoss(now.policy());
    Operand<TFloat32> valueLoss = valueLoss(now.values());
    List<Operand<TFloat32>> variables = variables();
    this.gradients =
        new GradientSum(model, "gradients", loss(policyLoss, valueLoss, now.policy()), variables);
    this.gather =
        gradients
            .addTo(batch.addTo(model.endpoint("gather")))
            .output("policyLoss", policyLoss)
            .output("valueLoss", valueLoss)
            .output("parameters", now.policy().parameters(model.scope()))
            .threads(Endpoint.Threads.POOL)
            .build();
    batch.bind(gather);
    this.minimizer =
        new Minimizer(
            model,
            "optimizer",
            new Adam(ADAM_EPSILON),
            variables,
            gradients.gradients(),
            network.options(model, variables, config.maxGradNorm()));
    this.learn =
        minimizer
            .addTo(model.endpoint("learn"))
            .output("gradientNorm", minimizer.gradientNorm())
            .build();
  }

  /** What is learned: no frozen body, and without a baseline no value function. */
  private List<Operand<TFloat32>> variables() {
    Scope scope = model.scope();
    List<Operand<TFloat32>> variables = new ArrayList<>(scope.trainable());
    if (!config.baseline()) {
      variables.removeAll(scope.child("value").trainable());
    }
    return network.observations().bodies().learning(model, variables);
  }

  /** {@code -E[log pi(a|s) (G - b)]}, whose gradient is equation 11's update, turned around. */
  private Operand<TFloat32> policyLoss(Distribution policy) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> logProbabilities = policy.logProbability(model.scope(), batch.actions());
    return tf.math.neg(mean(tf.math.mul(logProbabilities, batch.advantages())));
  }

  /** {@code E[(G - V(s))^2]}: the baseline {@code b = V(s)} is learned to foretell the return. */
  private Operand<TFloat32> valueLoss(Operand<TFloat32> values) {
    Ops tf = model.scope().tf();
    return mean(tf.math.square(tf.math.sub(values, batch.returns())));
  }

  /** Both, less the weighted entropy (Williams and Peng 1991). */
  private Operand<TFloat32> loss(
      Operand<TFloat32> policyLoss, Operand<TFloat32> valueLoss, Distribution policy) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> loss = policyLoss;
    if (config.baseline()) {
      loss = tf.math.add(loss, tf.math.mul(tf.constant((float) config.vfCoef()), valueLoss));
    }
    if (config.entCoef() == 0) {
      return loss;
    }
    Operand<TFloat32> entropy = mean(policy.entropy(model.scope()));
    return tf.math.sub(loss, tf.math.mul(tf.constant((float) config.entCoef()), entropy));
  }

  /** A batch's part of the mean over all steps of the episodes. */
  private Operand<TFloat32> mean(Operand<TFloat32> rows) {
    return Losses.mean(model.scope(), model.scope().tf().math.mul(batch.weights(), rows));
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    act(seen, Optional.empty(), chosen);
  }

  @Override
  public void act(Batch seen, Optional<Batch> masks, Batch chosen) {
    episodes.act(seen, masks, chosen);
  }

  @Override
  public void observe(VectorEnvironment env) {
    episodes.observe(env);
    envSteps += context.copies();
  }

  @Override
  public Optional<Metrics> update() {
    if (episodes.count() < config.episodesPerUpdate()) {
      return Optional.empty();
    }
    episodes.estimate(config.gamma(), values, config.normalizeAdvantage());
    double policyLoss = 0;
    double valueLoss = 0;
    double entropies = 0;
    for (int from = 0; from < batch.sequencesOf(episodes); from += batch.sequences()) {
      batch.fill(episodes, from);
      gradients.run(gather, from == 0);
      policyLoss += gather.result("policyLoss").get(0);
      valueLoss += gather.result("valueLoss").get(0);
      entropies += batch.entropies(gather.result("parameters"));
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("policyLoss", policyLoss);
    if (config.baseline()) {
      metrics.put("valueLoss", valueLoss);
    }
    new Metrics(metrics).requireFinite(ID, minimizer.steps() + 1);
    double learningRate = config.learningRate().at((double) envSteps / context.totalEnvSteps());
    minimizer.run(learn, learningRate);
    metrics.put("gradientNorm", (double) learn.result("gradientNorm").get(0));
    metrics.put("entropy", entropies / episodes.steps());
    metrics.put("learningRate", learningRate);
    metrics.put("updates", (double) minimizer.steps());
    metrics.put("episodes", (double) episodes.count());
    if (config.baseline()) {
      // Not a number where all returns are alike, which is no fault.
      metrics.put("explainedVariance", episodes.explainedVariance());
    }
    episodes.clear();
    return Optional.of(new Metrics(metrics));
  }

  @Override
  public Policy policy(int copies) {
    return new ModePolicy(model, "policy" + policies++, network, copies, config.baseline());
  }

  @Override
  public void save(Path directory) throws IOException {
    model.save(directory.resolve("weights"));
    StateFile.write(
        directory,
        ID,
        out -> {
          out.writeLong(envSteps);
          episodes.save(out);
        });
  }

  @Override
  public void load(Path directory) throws IOException {
    model.load(directory.resolve("weights"));
    StateFile.read(
        directory,
        ID,
        in -> {
          envSteps = in.readLong();
          episodes.load(in);
        });
  }

  @Override
  public void loadPolicy(Path directory) throws IOException {
    model.loadWeights(directory.resolve("weights"));
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    model.loadWeights(directory.resolve("weights"));
  }

  @Override
  public void loadBody(Path prefix, String fromPath) throws IOException {
    network.observations().bodies().load(model, prefix, fromPath);
  }

  @Override
  public void close() {
    model.close();
  }
}
