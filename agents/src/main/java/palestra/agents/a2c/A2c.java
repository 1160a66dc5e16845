package palestra.agents.a2c;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
import palestra.agents.curiosity.Rnd;
import palestra.agents.internal.ActorCritic;
import palestra.agents.internal.Minibatch;
import palestra.agents.internal.ModePolicy;
import palestra.agents.internal.Rollout;
import palestra.agents.internal.StateFile;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.distributions.Distribution;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.optimizers.Optimizer;
import palestra.networks.optimizers.RmsProp;

/**
 * Advantage actor-critic: the synchronous form of A3C (Mnih et al. 2016), in which all copies act
 * and learn in step.
 *
 * <p>After every {@code nSteps} steps one RMSProp step along {@code A grad log pi(a|s)}, down
 * {@code (R - V(s))^2}, and up the entropy. Settings: {@link A2cConfig}; page: {@code docs/a2c.md}.
 */
public final class A2c implements Agent {
  static final String ID = "a2c";

  /** As in the paper, and PyTorch's {@code alpha}. */
  private static final double RMS_PROP_DECAY = 0.99;

  /** As in Stable-Baselines3's {@code ActorCriticPolicy}. */
  private static final double ADAM_EPSILON = 1e-5;

  private final String id;
  private final A2cConfig config;
  private final AgentContext context;
  private final ActorCritic network;
  private final Model model;
  private final Rollout rollout;
  private final Minibatch batch;
  private final Minimizer minimizer;
  private final Endpoint learn;
  private final Optional<Rnd> rnd;
  private final int[] order;
  private long envSteps;
  private int policies;

  /** The agent {@code a2c}. */
  public A2c(A2cConfig config, AgentContext context) {
    this(ID, config, context);
  }

  /**
   * The agent under another name; builds the graph.
   *
   * @throws IllegalArgumentException if it cannot work in the context's spaces; says which and why
   */
  public A2c(String id, A2cConfig config, AgentContext context) {
    this.id = id;
    this.config = config;
    this.context = context;
    this.network = ActorCritic.of(id, context, config.noise(), config.layers());
    List<SeedSequence> seeds = new SeedSequence(context.seed()).spawn(3);
    this.model = new Model(context.device(), seeds.get(0).generateLongState(1)[0]);
    int length = config.stepsPerSequence();
    this.rollout =
        new Rollout(
            model,
            network,
            context.copies(),
            config.nSteps(),
            length,
            config.gamma(),
            new Pcg64(seeds.get(1)));
    this.batch = new Minibatch(model, network, rollout.size(), length, false);
    this.rnd =
        Rnd.of(
            config.rnd(),
            context,
            config.nSteps(),
            rollout.size(),
            config.gaeLambda(),
            seeds.get(2));
    this.order = new int[rollout.sequences()];
    Arrays.setAll(order, sequence -> sequence);

    ActorCritic.Outputs now = network.apply(model.scope().forTraining(), batch.input());
    Operand<TFloat32> policyLoss = policyLoss(now.policy());
    Operand<TFloat32> valueLoss = valueLoss(now.values());
    this.minimizer =
        new Minimizer(
            model,
            "optimizer",
            optimizer(),
            loss(policyLoss, valueLoss, now.policy()),
            model.scope().trainable(),
            network.options(model, model.scope().trainable(), config.maxGradNorm()));
    this.learn =
        minimizer
            .addTo(batch.addTo(model.endpoint("learn")))
            .output("policyLoss", policyLoss)
            .output("valueLoss", valueLoss)
            .output("gradientNorm", minimizer.gradientNorm())
            .output("parameters", now.policy().parameters(model.scope()))
            .threads(batch.threads())
            .build();
    batch.bind(learn);
  }

  private Optimizer optimizer() {
    return config.useRmsProp()
        ? new RmsProp(RMS_PROP_DECAY, 0, config.rmsPropEps())
        : new Adam(ADAM_EPSILON);
  }

  /** {@code -E[log pi(a|s) A]}, whose gradient is algorithm S3's {@code d theta}. */
  private Operand<TFloat32> policyLoss(Distribution policy) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> logProbabilities = policy.logProbability(model.scope(), batch.actions());
    return tf.math.neg(
        Losses.mean(model.scope(), tf.math.mul(logProbabilities, batch.advantages())));
  }

  /** {@code E[(R - V(s))^2]}, whose gradient is algorithm S3's {@code d theta_v}. */
  private Operand<TFloat32> valueLoss(Operand<TFloat32> values) {
    return Losses.meanSquaredError(model.scope(), values, batch.returns());
  }

  /** Both, less the weighted entropy that the paper's section 4 adds to the objective. */
  private Operand<TFloat32> loss(
      Operand<TFloat32> policyLoss, Operand<TFloat32> valueLoss, Distribution policy) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> loss =
        tf.math.add(policyLoss, tf.math.mul(tf.constant((float) config.vfCoef()), valueLoss));
    if (config.entCoef() == 0) {
      return loss;
    }
    Operand<TFloat32> entropy = Losses.mean(model.scope(), policy.entropy(model.scope()));
    return tf.math.sub(loss, tf.math.mul(tf.constant((float) config.entCoef()), entropy));
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    act(seen, Optional.empty(), chosen);
  }

  @Override
  public void act(Batch seen, Optional<Batch> masks, Batch chosen) {
    rollout.act(seen, masks, chosen);
    if (rnd.isPresent()) {
      rnd.get().act(seen);
    }
  }

  @Override
  public void observe(VectorEnvironment env) {
    rollout.observe(env);
    if (rnd.isPresent()) {
      rnd.get().observe(env);
    }
    envSteps += context.copies();
  }

  @Override
  public Optional<Metrics> update() {
    if (!rollout.full()) {
      return Optional.empty();
    }
    rollout.estimate(config.gaeLambda());
    rnd.ifPresent(bonus -> bonus.reward(rollout));
    batch.fill(rollout, order, 0, config.normalizeAdvantage());
    double learningRate = config.learningRate().at((double) envSteps / context.totalEnvSteps());
    minimizer.run(learn, learningRate);
    rollout.clear();
    return Optional.of(metrics(learningRate));
  }

  private Metrics metrics(double learningRate) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("policyLoss", (double) learn.result("policyLoss").get(0));
    metrics.put("valueLoss", (double) learn.result("valueLoss").get(0));
    metrics.put("gradientNorm", (double) learn.result("gradientNorm").get(0));
    double entropy = 0;
    for (int row = 0; row < batch.size(); row++) {
      entropy += batch.entropy(learn.result("parameters"), row);
    }
    metrics.put("entropy", entropy / batch.size());
    metrics.put("learningRate", learningRate);
    metrics.put("updates", (double) minimizer.steps());
    rnd.ifPresent(bonus -> bonus.learn(metrics));
    new Metrics(metrics).requireFinite(id, minimizer.steps());
    // Not a number where all returns are alike, which is no fault.
    metrics.put("explainedVariance", rollout.explainedVariance());
    return new Metrics(metrics);
  }

  @Override
  public Policy policy(int copies) {
    return new ModePolicy(model, "policy" + policies++, network, copies);
  }

  @Override
  public void save(Path directory) throws IOException {
    model.save(directory.resolve("weights"));
    StateFile.write(
        directory,
        ID,
        out -> {
          out.writeLong(envSteps);
          rollout.save(out);
          if (rnd.isPresent()) {
            rnd.get().save(directory, out);
          }
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
          rollout.load(in);
          if (rnd.isPresent()) {
            rnd.get().load(directory, in);
          }
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
    rnd.ifPresent(Rnd::close);
    model.close();
  }
}
