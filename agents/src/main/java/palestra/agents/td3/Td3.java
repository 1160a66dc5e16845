package palestra.agents.td3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.Metrics;
import palestra.agents.Policy;
import palestra.agents.buffers.Transitions;
import palestra.agents.internal.ActionNoise;
import palestra.agents.internal.BoxActions;
import palestra.agents.internal.BoxExplorer;
import palestra.agents.internal.BoxPolicy;
import palestra.agents.internal.Critics;
import palestra.agents.internal.DeterministicPolicy;
import palestra.agents.internal.Experience;
import palestra.agents.internal.Means;
import palestra.agents.internal.Observations;
import palestra.agents.internal.StateFile;
import palestra.agents.internal.TransitionInputs;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/**
 * Twin delayed deterministic policy gradients (Fujimoto et al. 2018): two critics of which the
 * smaller is believed, targets smoothed over neighbouring actions, and a policy that waits for the
 * critics. For continuous actions.
 *
 * <p>One update is one run of the graph, in this order: critics, and every {@code policyDelay}
 * times policy against the new first critic and targets. Settings: {@link Td3Config}; page: {@code
 * docs/td3.md}.
 */
public final class Td3 implements Agent {
  static final String ID = "td3";

  /** As in PyTorch. */
  private static final double ADAM_EPSILON = 1e-8;

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final Td3Config config;
  private final BoxActions actions;
  private final Observations observations;
  private final Experience experience;
  private final BoxExplorer explorer;
  private final Model model;
  private final DeterministicPolicy policy;
  private final Critics critics;
  private final TransitionInputs batch;
  private final Minimizer criticStep;
  private final List<Minimizer> allSteps;
  private final Endpoint learnCritics;
  private final Endpoint learn;
  private final Transitions memoryOfCritics;
  private final Transitions memory;
  private final Means means;
  private final Map<Integer, Endpoint[]> policies = new HashMap<>();

  /**
   * Builds the graph.
   *
   * @throws IllegalArgumentException if it cannot work in the context's spaces; says why
   */
  public Td3(Td3Config config, AgentContext context) {
    this.config = config;
    this.actions = BoxActions.of(ID, context.actionSpace());
    this.observations = Observations.of(ID, context);
    observations.require(ID, config.body());
    List<SeedSequence> seeds = new SeedSequence(context.seed()).spawn(3);
    this.experience =
        new Experience(
            ID,
            context,
            observations,
            actions.size(),
            config.plan(),
            config.her(),
            new Pcg64(seeds.get(1)));
    this.model = new Model(context.device(), seeds.get(0).generateLongState(1)[0]);
    this.policy =
        new DeterministicPolicy(observations, config.body(), config.netArch(), actions.size());
    this.critics = new Critics(observations, config.body(), config.netArch(), 2);
    this.batch = new TransitionInputs(model, observations, actions.size(), config.batchSize());

    Scope root = model.scope().forTraining();
    Operand<TFloat32> mu = policy.apply(root.child("policy"), batch.s());
    Operand<TFloat32> criticLoss = criticLoss(root, target());
    this.criticStep = minimizer("critic", criticLoss, List.of());
    List<Op> updated = List.of(criticStep.update());
    Operand<TFloat32> actorLoss = actorLoss(root.after(updated), mu);
    Minimizer policyStep = minimizer("policy", actorLoss, updated);
    this.allSteps = List.of(criticStep, policyStep);
    Endpoint.Builder learnCritics =
        batch
            .addTo(model.endpoint("learnCritics"))
            .output("criticLoss", criticLoss)
            .threads(Endpoint.Threads.POOL);
    this.learnCritics = criticStep.addTo(learnCritics).build();
    Endpoint.Builder learn =
        batch
            .addTo(model.endpoint("learn"))
            .output("criticLoss", criticLoss)
            .output("actorLoss", actorLoss)
            .target(model.blend("critic", "targetCritic", config.tau(), updated))
            .target(
                model.blend("policy", "targetPolicy", config.tau(), List.of(policyStep.update())))
            .threads(Endpoint.Threads.POOL);
    this.learn = policyStep.addTo(criticStep.addTo(learn)).build();
    this.memory = batch.memory(this.learn);
    this.memoryOfCritics = batch.memory(this.learnCritics);
    this.means = new Means("criticLoss", "actorLoss");
    this.explorer =
        new BoxExplorer(
            actions,
            new ActionNoise(
                config.noiseType(), config.noiseStd(), context.copies(), actions.size()),
            experience,
            observations,
            playing("act", context.copies())[0],
            new Pcg64(seeds.get(2)));
    model
        .endpoint("copyTarget")
        .target(model.blend("critic", "targetCritic", 1))
        .target(model.blend("policy", "targetPolicy", 1))
        .build()
        .run();
  }

  /** {@code mu'(s') + clip(noise, -c, c)}, held in the actions' bounds, equation 14. */
  private Operand<TFloat32> smoothed() {
    Scope scope = model.scope().child("targetPolicy");
    Ops tf = scope.tf();
    Operand<TFloat32> mu = policy.apply(scope, batch.sNext());
    Operand<TFloat32> std = tf.constant((float) config.targetPolicyNoise());
    Operand<TFloat32> noise = tf.math.mul(std, scope.normal("smoothing", mu.shape()));
    Operand<TFloat32> held = held(tf, noise, (float) config.targetNoiseClip());
    return held(tf, tf.math.add(mu, held), 1);
  }

  private static Operand<TFloat32> held(Ops tf, Operand<TFloat32> x, float most) {
    return tf.math.minimum(tf.math.maximum(x, tf.constant(-most)), tf.constant(most));
  }

  /** {@code y = r + discount min(Q1', Q2')(s', smoothed action)}, algorithm 1. */
  private Operand<TFloat32> target() {
    Scope scope = model.scope();
    Ops tf = scope.tf();
    Operand<TFloat32> q =
        Critics.least(scope, critics.apply(scope.child("targetCritic"), batch.sNext(), smoothed()));
    return tf.stopGradient(tf.math.add(batch.r(), tf.math.mul(batch.discount(), q)));
  }

  /** {@code sum over both critics of E[(Q(s, a) - y)^2]}, algorithm 1. */
  private Operand<TFloat32> criticLoss(Scope scope, Operand<TFloat32> y) {
    List<Operand<TFloat32>> q = critics.apply(scope.child("critic"), batch.s(), batch.a());
    return scope
        .tf()
        .math
        .add(
            Losses.meanSquaredError(scope, q.get(0), y),
            Losses.meanSquaredError(scope, q.get(1), y));
  }

  /** {@code -E[Q1(s, mu(s))]}, whose gradient is algorithm 1's. */
  private Operand<TFloat32> actorLoss(Scope scope, Operand<TFloat32> mu) {
    Operand<TFloat32> q1 = critics.apply(scope.child("critic"), batch.s(), mu).get(0);
    return scope.tf().math.neg(Losses.mean(scope, q1));
  }

  private Minimizer minimizer(String of, Operand<TFloat32> loss, List<Op> after) {
    List<Operand<TFloat32>> variables = model.scope().child(of).trainable();
    return new Minimizer(
        model,
        of + "Optimizer",
        new Adam(ADAM_EPSILON),
        loss,
        variables,
        observations.bodies().options(model, variables, NO_LIMIT),
        after);
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    explorer.act(seen, chosen);
  }

  @Override
  public void observe(VectorEnvironment env) {
    explorer.observe(env);
  }

  @Override
  public Optional<Metrics> update() {
    if (!experience.timeToLearn()) {
      return Optional.empty();
    }
    double learningRate = config.learningRate().at(experience.progress());
    for (int k = 0; k < experience.updates(); k++) {
      if ((criticStep.steps() + 1) % config.policyDelay() == 0) {
        experience.sample(memory);
        Minimizer.run(learn, learningRate, allSteps);
        means.add(learn);
      } else {
        experience.sample(memoryOfCritics);
        criticStep.run(learnCritics, learningRate);
        means.add(learnCritics, 1);
      }
    }
    Map<String, Double> values = means.take();
    values.put("learningRate", learningRate);
    values.put("updates", (double) criticStep.steps());
    return Optional.of(new Metrics(values).requireFinite(ID, criticStep.steps()));
  }

  @Override
  public Policy policy(int copies) {
    Endpoint[] both = policies.computeIfAbsent(copies, n -> playing("policy" + n, n));
    return new BoxPolicy(actions, observations, both[0], both[1]);
  }

  /** From observations to the policy's actions, and to the value of those. */
  private Endpoint[] playing(String name, int copies) {
    Scope scope = model.scope();
    Operand<?> rows = observations.input(model, name + "_observations", copies);
    Operand<TFloat32> mu = policy.apply(scope.child("policy"), rows);
    Operand<TFloat32> value = Critics.least(scope, critics.apply(scope.child("critic"), rows, mu));
    return new Endpoint[] {
      model.endpoint(name).input("observations", rows).output("actions", mu).build(),
      model.endpoint(name + "Value").input("observations", rows).output("value", value).build()
    };
  }

  @Override
  public void save(Path directory) throws IOException {
    model.save(directory.resolve("weights"));
    StateFile.write(
        directory,
        ID,
        out -> {
          experience.save(out);
          explorer.save(out);
        });
  }

  @Override
  public void load(Path directory) throws IOException {
    model.load(directory.resolve("weights"));
    StateFile.read(
        directory,
        ID,
        in -> {
          experience.load(in);
          explorer.load(in);
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
    observations.bodies().load(model, prefix, fromPath);
  }

  @Override
  public void close() {
    model.close();
  }
}
