package palestra.agents.a3c;

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
import palestra.agents.internal.Minibatch;
import palestra.agents.internal.ModePolicy;
import palestra.agents.internal.StateFile;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Model;
import palestra.networks.distributions.Distribution;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.optimizers.RmsProp;

/**
 * Asynchronous advantage actor-critic (Mnih et al. 2016, algorithm S3).
 *
 * <p>Workers share out the environment copies. Each one, when its copies have taken {@code nSteps}
 * steps, computes gradients on a thread of its own and applies them to the shared weights, without
 * locks and by shared RMSProp averages; all copies go on acting meanwhile, by the weights as they
 * are. The workers take turns: their rollouts begin at different steps. Settings: {@link
 * A3cConfig}; page: {@code docs/a3c.md}.
 */
public final class A3c implements Agent {
  static final String ID = "a3c";

  /** As in the paper. */
  private static final double RMS_PROP_DECAY = 0.99;

  private final A3cConfig config;
  private final AgentContext context;
  private final ActorCritic network;
  private final Model model;
  private final List<Worker> workers = new ArrayList<>();
  private Optional<Metrics> news = Optional.empty();
  private long envSteps;
  private int policies;

  /**
   * Builds the graph.
   *
   * @throws IllegalArgumentException if it cannot work in the context's spaces; says why
   */
  public A3c(A3cConfig config, AgentContext context) {
    this.config = config;
    this.context = context;
    this.network = ActorCritic.of(ID, context, config.noise(), config.layers());
    List<SeedSequence> seeds = new SeedSequence(context.seed()).spawn(1 + config.workers());
    this.model = new Model(context.device(), seeds.get(0).generateLongState(1)[0]);
    // Who only evaluates may have fewer copies than workers.
    int count = Math.min(config.workers(), context.copies());
    for (int number = 0; number < count; number++) {
      int first = number * context.copies() / count;
      int end = (number + 1) * context.copies() / count;
      Pcg64 sampling = new Pcg64(seeds.get(1 + number));
      Worker worker = new Worker(config, model, network, number, first, end - first, sampling);
      addLearning(worker);
      workers.add(worker);
    }
    // Not while several threads run.
    model.initialize();
  }

  /** What the worker computes; variables and RMSProp's averages are the same for all. */
  private void addLearning(Worker worker) {
    Minibatch batch = worker.batch();
    ActorCritic.Outputs now = network.apply(model.scope().forTraining(), batch.input());
    Operand<TFloat32> policyLoss = policyLoss(now.policy(), batch);
    Operand<TFloat32> valueLoss = valueLoss(now.values(), batch);
    Minimizer minimizer =
        new Minimizer(
            model,
            "optimizer",
            new RmsProp(RMS_PROP_DECAY, 0, config.rmsPropEps()),
            loss(policyLoss, valueLoss, now.policy()),
            model.scope().trainable(),
            network.options(model, model.scope().trainable(), config.maxGradNorm()));
    worker.bind(
        minimizer,
        minimizer
            .addTo(batch.addTo(model.endpoint("learn")))
            .output("policyLoss", policyLoss)
            .output("valueLoss", valueLoss)
            .output("gradientNorm", minimizer.gradientNorm())
            .output("parameters", now.policy().parameters(model.scope()))
            .threads(batch.threads())
            .build());
  }

  /** {@code -E[log pi(a|s) (R - V(s))]}, whose gradient is algorithm S3's {@code d theta}. */
  private Operand<TFloat32> policyLoss(Distribution policy, Minibatch batch) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> logProbabilities = policy.logProbability(model.scope(), batch.actions());
    return tf.math.neg(
        Losses.mean(model.scope(), tf.math.mul(logProbabilities, batch.advantages())));
  }

  /** {@code E[(R - V(s))^2]}, whose gradient is algorithm S3's {@code d theta_v}. */
  private Operand<TFloat32> valueLoss(Operand<TFloat32> values, Minibatch batch) {
    return Losses.meanSquaredError(model.scope(), values, batch.returns());
  }

  /** Both, less the weighted entropy that section 4 adds to the objective. */
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
    for (Worker worker : workers) {
      worker.act(seen, masks, chosen);
    }
  }

  @Override
  public void observe(VectorEnvironment env) {
    envSteps += context.copies();
    for (int number = 0; number < workers.size(); number++) {
      workers.get(number).observe(env);
      // The first few steps are left out, so that no two workers' rollouts end together.
      if (envSteps / context.copies() == firstStep(number)) {
        workers.get(number).clear();
      }
    }
  }

  private long firstStep(int worker) {
    return (long) worker * config.nSteps() / workers.size();
  }

  /** Has every worker learn that has gathered enough; what it learned is told later. */
  @Override
  public Optional<Metrics> update() {
    for (Worker worker : workers) {
      if (worker.done() || worker.full()) {
        take(worker);
      }
      if (worker.full()) {
        worker.begin(config.learningRate().at((double) envSteps / context.totalEnvSteps()));
        if (workers.size() == 1) {
          // Alone it waits, and so is the same in every run.
          take(worker);
        }
      }
    }
    if (news.isEmpty()) {
      return news;
    }
    Map<String, Double> told = new LinkedHashMap<>(news.get().values());
    told.put("updates", (double) workers.get(0).updates());
    news = Optional.empty();
    return Optional.of(new Metrics(told));
  }

  private void take(Worker worker) {
    Optional<Metrics> taken = worker.await();
    if (taken.isPresent()) {
      news = taken;
    }
  }

  /** Waits until no worker is at work; nothing of what they learn is lost. */
  private void settle() {
    workers.forEach(this::take);
  }

  @Override
  public Policy policy(int copies) {
    settle();
    Policy policy = new ModePolicy(model, "policy" + policies++, network, copies);
    return new SettledPolicy(policy, this::settle);
  }

  @Override
  public void save(Path directory) throws IOException {
    settle();
    model.save(directory.resolve("weights"));
    StateFile.write(
        directory,
        ID,
        out -> {
          out.writeLong(envSteps);
          for (Worker worker : workers) {
            worker.save(out);
          }
        });
  }

  @Override
  public void load(Path directory) throws IOException {
    settle();
    model.load(directory.resolve("weights"));
    StateFile.read(
        directory,
        ID,
        in -> {
          envSteps = in.readLong();
          for (Worker worker : workers) {
            worker.load(in);
          }
        });
  }

  @Override
  public void loadPolicy(Path directory) throws IOException {
    loadWeights(directory);
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    settle();
    model.loadWeights(directory.resolve("weights"));
  }

  @Override
  public void loadBody(Path prefix, String fromPath) throws IOException {
    settle();
    network.observations().bodies().load(model, prefix, fromPath);
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
    model.close();
  }
}
