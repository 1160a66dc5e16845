package palestra.agents.ppo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
import palestra.networks.Scope;
import palestra.networks.distributions.Distribution;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/**
 * Proximal policy optimisation with the clipped surrogate objective (Schulman et al. 2017).
 *
 * <p>Gathers a rollout with the present policy, estimates advantages (Schulman et al. 2015), and
 * goes over it {@code nEpochs} times in minibatches, each an Adam step that maximises {@code L^CLIP
 * - vfCoef L^VF + entCoef S} (equation 9). Settings: {@link PpoConfig}; page: {@code docs/ppo.md}.
 */
public final class Ppo implements Agent {
  static final String ID = "ppo";

  /** As in Stable-Baselines3's {@code ActorCriticPolicy}. */
  private static final double ADAM_EPSILON = 1e-5;

  /** How far beyond {@code targetKl} the policy may get, as in Stable-Baselines3. */
  private static final double KL_MARGIN = 1.5;

  private final String id;
  private final PpoConfig config;
  private final AgentContext context;
  private final ActorCritic network;
  private final Model model;
  private final Pcg64 shuffling;
  private final Rollout rollout;
  private final Minibatch minibatch;
  private final Minimizer minimizer;
  private final Endpoint learn;
  private final Optional<Divergence> divergence;
  private final Optional<Rnd> rnd;
  private final int[] order;
  private long envSteps;
  private int policies;

  /** The agent {@code ppo}. */
  public Ppo(PpoConfig config, AgentContext context) {
    this(ID, config, context);
  }

  /**
   * The agent under another name; builds the graph.
   *
   * @throws IllegalArgumentException if it cannot work in the context's spaces; says which and why
   */
  public Ppo(String id, PpoConfig config, AgentContext context) {
    this.id = id;
    this.config = config;
    this.context = context;
    this.network = ActorCritic.of(id, context, config.noise(), config.layers());
    List<SeedSequence> seeds = new SeedSequence(context.seed()).spawn(4);
    this.shuffling = new Pcg64(seeds.get(2));
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
    this.minibatch =
        new Minibatch(model, network, config.minibatchSize(), length, config.clipsValues());
    this.rnd =
        Rnd.of(
            config.rnd(),
            context,
            config.nSteps(),
            config.minibatchSize(),
            config.gaeLambda(),
            seeds.get(3));
    this.order = new int[rollout.sequences()];

    ActorCritic.Outputs now = network.apply(model.scope().forTraining(), minibatch.input());
    Operand<TFloat32> clipRange = model.input("clipRange", TFloat32.class);
    Operand<TFloat32> clipRangeVf = model.input("clipRangeVf", TFloat32.class);
    Operand<TFloat32> policyLoss = policyLoss(ratio(now.policy()), clipRange);
    Operand<TFloat32> valueLoss = valueLoss(now.values(), clipRangeVf);
    this.minimizer =
        new Minimizer(
            model,
            "optimizer",
            new Adam(ADAM_EPSILON),
            loss(policyLoss, valueLoss, now.policy()),
            model.scope().trainable(),
            network.options(model, model.scope().trainable(), config.maxGradNorm()));
    Endpoint.Builder builder =
        minimizer
            .addTo(minibatch.addTo(model.endpoint("learn")))
            .input("clipRange", clipRange)
            .output("policyLoss", policyLoss)
            .output("valueLoss", valueLoss)
            .output("gradientNorm", minimizer.gradientNorm())
            .output("parameters", now.policy().parameters(model.scope()))
            .threads(minibatch.threads());
    this.learn =
        (config.clipsValues() ? builder.input("clipRangeVf", clipRangeVf) : builder).build();
    minibatch.bind(learn);
    this.divergence =
        config.targetKl() > 0
            ? Optional.of(new Divergence(model, network, minibatch))
            : Optional.empty();
  }

  /** {@code r(theta) = pi(a|s) / pi_old(a|s)}, before equation 6. */
  private Operand<TFloat32> ratio(Distribution policy) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> logProbabilities = policy.logProbability(model.scope(), minibatch.actions());
    return tf.math.exp(tf.math.sub(logProbabilities, minibatch.logProbabilities()));
  }

  /** {@code -L^CLIP = -E[...]}, equation 7. */
  private Operand<TFloat32> policyLoss(Operand<TFloat32> ratio, Operand<TFloat32> clipRange) {
    Scope scope = model.scope();
    Operand<TFloat32> each = surrogate(scope, ratio, minibatch.advantages(), clipRange);
    return scope.tf().math.neg(Losses.mean(scope, each));
  }

  /**
   * {@code min(r A, clip(r, 1 - eps, 1 + eps) A)} of each row, inside equation 7. Written as {@code
   * min(r A, A + eps |A|)}, which is the same: for A above zero only the upper limit of r can be
   * the smaller, below zero only the lower (Achiam 2018, Spinning Up's note on PPO-Clip).
   */
  static Operand<TFloat32> surrogate(
      Scope scope,
      Operand<TFloat32> ratio,
      Operand<TFloat32> advantages,
      Operand<TFloat32> clipRange) {
    Ops tf = scope.tf();
    Operand<TFloat32> limit =
        tf.math.add(advantages, tf.math.mul(clipRange, tf.math.abs(advantages)));
    return tf.math.minimum(tf.math.mul(ratio, advantages), limit);
  }

  /**
   * {@code L^VF = E[(V(s) - V_target)^2]}, below equation 9; where values are clipped, of {@code
   * V_old + clip(V - V_old, -eps, eps)} as in Stable-Baselines3.
   */
  private Operand<TFloat32> valueLoss(Operand<TFloat32> values, Operand<TFloat32> clipRangeVf) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> near = values;
    if (config.clipsValues()) {
      Operand<TFloat32> moved = tf.math.sub(values, minibatch.oldValues());
      Operand<TFloat32> upTo = tf.math.minimum(moved, clipRangeVf);
      Operand<TFloat32> clipped = tf.math.maximum(upTo, tf.math.neg(clipRangeVf));
      near = tf.math.add(minibatch.oldValues(), clipped);
    }
    return Losses.meanSquaredError(model.scope(), near, minibatch.returns());
  }

  /** {@code -(L^CLIP - c1 L^VF + c2 S)}, equation 9. */
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
    double progress = (double) envSteps / context.totalEnvSteps();
    double learningRate = config.learningRate().at(progress);
    double clipRange = config.clipRange().at(progress);
    learn.floats("clipRange").put(0, (float) clipRange);
    if (config.clipsValues()) {
      learn.floats("clipRangeVf").put(0, (float) config.clipRangeVf().at(progress));
    }
    UpdateTally tally = new UpdateTally(minibatch, learn, clipRange);
    boolean whole = minibatch.size() == rollout.size();
    boolean near = true;
    Arrays.setAll(order, sequence -> sequence);
    for (int epoch = 0; near && epoch < config.nEpochs(); epoch++) {
      if (!whole) {
        shuffling.shuffle(order);
      }
      for (int from = 0; near && from < order.length; from += minibatch.sequences()) {
        // A minibatch that is the whole rollout stays in the endpoint's memory.
        if (!whole || epoch == 0) {
          minibatch.fill(rollout, order, from, config.normalizeAdvantage());
        }
        near = near();
        if (near) {
          minimizer.run(learn, learningRate);
          tally.add(divergence.isPresent() || epoch == config.nEpochs() - 1);
        }
      }
    }
    Map<String, Double> metrics = tally.metrics();
    metrics.put("learningRate", learningRate);
    metrics.put("clipRange", clipRange);
    metrics.put("updates", (double) minimizer.steps());
    rnd.ifPresent(bonus -> bonus.learn(metrics));
    new Metrics(metrics).requireFinite(id, minimizer.steps());
    // Not a number where all returns are alike, which is no fault.
    metrics.put("explainedVariance", rollout.explainedVariance());
    rollout.clear();
    return Optional.of(new Metrics(metrics));
  }

  /** Whether the policy is still near enough to the one that gathered the rollout. */
  private boolean near() {
    return divergence.isEmpty() || divergence.get().ofMinibatch() <= KL_MARGIN * config.targetKl();
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
          shuffling.save(out);
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
          shuffling.set(Pcg64.load(in));
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
